import { writeAddress } from '../kit/address.ts'
import { formatFixed } from '../kit/format.ts'
import type { Theme } from '../kit/theme.ts'
import { choiceOf, fieldOf, sliderOf } from '../stage/controls.ts'
import { createMetricCharts } from '../stage/metric-charts.ts'
import { createStage } from '../stage/stage.ts'
import { createTrainer } from '../training/trainer.ts'
import { MOST } from './alphas.ts'
import { curvesOf } from './curves.ts'
import { metrics } from './metrics.ts'
import { readNames } from './names.ts'
import { createReadout } from './readout.ts'
import { recorded, recordedRun } from './recorded.ts'
import { type HierarchyState, properties, roundSamples, SAMPLES_RANGE } from './state.ts'
import { startTraining, type Training } from './training.ts'

const CHANGED = 'The settings have changed since these networks started. Again starts with the new ones.'
const ONE_TOO_MANY = `One more network was not added: at most ${MOST} are trained at once. Untick one first.`
const NO_NETWORK = 'The last network was not taken away: at least one is trained.'

/** Brings the training within `host` to life; all of it ends when `signal` aborts. Nothing trains unasked. */
export function mountTraining(host: HTMLElement, signal: AbortSignal): void {
  const boxes = Array.from(host.querySelectorAll<HTMLInputElement>('input[name="alpha"]'))
  const nameOf = readNames(host)
  const trainer = createTrainer(
    () => new Worker(new URL('../training/tf-worker.ts', import.meta.url), { type: 'module' }),
    signal,
  )
  const stage = createStage<HierarchyState, Training>(
    host,
    {
      properties,
      start: (state, options, changed) => startTraining(trainer, state, options, changed),
      leave: (training) => training.forget(),
      hasBegun: () => true,
      draw,
      describe,
      networks: ({ networks }) => networks.map(({ alpha, outcome }) => ({ name: nameOf(alpha), outcome })),
      verdict,
      remarks: () => (differs() ? [CHANGED] : []),
    },
    signal,
  )
  const charts = createMetricCharts(host, metrics, { ends: 'names', signal, resized: stage.request })
  const readout = createReadout(host)
  const controls = [
    sliderOf(stage, 'samples', {
      label: 'training data P',
      from: SAMPLES_RANGE[0],
      to: SAMPLES_RANGE[1],
      scale: 'log',
      steps: 200,
      nearest: roundSamples,
      format: (value) => value.toLocaleString('en-US'),
    }),
    fieldOf(stage, 'epochs'),
    fieldOf(stage, 'seed'),
    choiceOf(stage, 'backend'),
  ]
  for (const box of boxes) box.addEventListener('change', chooseAlphas, { signal })
  describe()
  stage.request()

  function chooseAlphas(): void {
    const alphas = boxes.filter(({ checked }) => checked).map(({ value }) => Number(value))
    if (alphas.length >= 1 && alphas.length <= MOST) stage.change({ alphas })
    else stage.refuse(alphas.length === 0 ? NO_NETWORK : ONE_TOO_MANY)
  }

  function describe(): void {
    const training = stage.session
    charts.describe(
      curvesOf(training?.networks ?? recorded, nameOf),
      training ? '' : `A run on record, ${recordedRun}. `,
    )
  }

  function draw(theme: Theme): void {
    for (const control of controls) control.place(stage.values)
    for (const box of boxes) box.checked = stage.values.alphas.includes(Number(box.value))
    const networks = stage.session?.networks ?? recorded
    charts.draw(theme, curvesOf(networks, nameOf), Math.max(...networks.map(({ steps }) => steps)))
    readout.draw(stage.session, stage.values.alphas)
  }

  /** Whether what trains was started with other settings than those that are shown. */
  function differs(): boolean {
    const training = stage.session
    if (!training || training.phase === 'over') return false
    return writeAddress(properties, '', stage.values) !== writeAddress(properties, '', training.state)
  }

  function verdict({ networks }: Training): string | undefined {
    const errors = networks.flatMap(({ alpha, frames }) => {
      const last = frames.at(-1)
      return last ? [`${formatFixed(last.metrics.testError!, 3)} for ${nameOf(alpha)}`] : []
    })
    return errors.length > 0 ? `Training is over. Test error: ${errors.join(', ')}.` : undefined
  }
}

import { createAddress, writeAddress } from '../kit/address.ts'
import { createAnnouncer } from '../kit/announce.ts'
import { formatFixed } from '../kit/format.ts'
import { createFrameLoop } from '../kit/frame-loop.ts'
import { createNotice } from '../kit/notice.ts'
import { bindNumberField } from '../kit/number-field.ts'
import { createSlider } from '../kit/slider.ts'
import { readTheme, watchTheme } from '../kit/theme.ts'
import { createMetricChart } from '../training/metric-chart.ts'
import { createTrainer } from '../training/trainer.ts'
import { watchVisibility } from '../training/watch-visibility.ts'
import { MOST } from './alphas.ts'
import { curvesOf, type MetricName, metrics } from './metric-chart.ts'
import { createReadout } from './readout.ts'
import { recorded, recordedRun } from './recorded.ts'
import { type HierarchyState, properties, roundSamples, SAMPLES_RANGE } from './state.ts'
import { startTraining, type Training } from './training.ts'

const CHANGED = 'The settings have changed since these networks started. Again starts with the new ones.'
const ONE_TOO_MANY = `One more network was not added: at most ${MOST} are trained at once. Untick one first.`
const NO_NETWORK = 'The last network was not taken away: at least one is trained.'

/** Brings the training within `host` to life; all of it ends when `signal` aborts. Nothing trains unasked. */
export function mountTraining(host: HTMLElement, signal: AbortSignal): void {
  const part = <T extends HTMLElement>(name: string): T => host.querySelector<T>(`[data-part="${name}"]`)!
  const canvas = (name: string): HTMLCanvasElement => part(name).querySelector('canvas')!
  const runButton = part<HTMLButtonElement>('run')
  const backendSelect = part<HTMLSelectElement>('backend')
  const boxes = Array.from(host.querySelectorAll<HTMLInputElement>('input[name="alpha"]'))

  const trainer = createTrainer(
    () => new Worker(new URL('../training/tf-worker.ts', import.meta.url), { type: 'module' }),
    signal,
  )
  const readout = createReadout(host)
  const notify = createNotice(part('notice'), signal)
  const announce = createAnnouncer(host, signal)
  const address = createAddress(properties, signal, ({ values, ignored: parts }) => {
    ignored = parts
    refused = undefined
    state = values
    loop.request()
  })
  const loop = createFrameLoop(host, signal, draw)

  let { values: state, ignored } = address.read()
  let theme = readTheme(host)
  let training: Training | undefined
  let isWanted = false
  let isHidden = false
  let refused: string | undefined
  let saidOver = false

  const chart = (name: string, metric: MetricName) =>
    createMetricChart(canvas(name), { metric, axis: metrics[metric], ends: 'names' }, signal, loop.request)
  const charts = [
    chart('test-error', 'testError'),
    chart('train-error', 'trainError'),
    chart('loss', 'loss'),
    chart('kernel-distance', 'kernelDistance'),
    chart('hamming-distance', 'hammingDistance'),
  ]
  const samples = createSlider(
    part('samples'),
    {
      label: 'training data P',
      from: SAMPLES_RANGE[0],
      to: SAMPLES_RANGE[1],
      home: properties.samples.default,
      scale: 'log',
      steps: 200,
      nearest: roundSamples,
      format: (value) => value.toLocaleString('en-US'),
      changed: (value) => change({ samples: value }),
    },
    signal,
  )
  const field = (name: 'epochs' | 'seed') =>
    bindNumberField(
      part<HTMLInputElement>(name),
      { property: properties[name], changed: (value) => change({ [name]: value }), refused: refuse },
      signal,
    )
  const epochs = field('epochs')
  const seed = field('seed')

  runButton.addEventListener('click', () => (isWanted ? rest() : run()), { signal })
  part('stop').addEventListener('click', stop, { signal })
  part('again').addEventListener('click', begin, { signal })
  backendSelect.addEventListener(
    'change',
    () => {
      const backend = properties.backend.parse(backendSelect.value)
      if (backend) change({ backend })
    },
    { signal },
  )
  for (const box of boxes) box.addEventListener('change', chooseAlphas, { signal })
  watchTheme(signal, () => {
    theme = readTheme(host)
    loop.request()
  })
  watchVisibility(signal, {
    hide() {
      isHidden = true
      training?.pause()
    },
    show() {
      isHidden = false
      if (isWanted) training?.resume()
    },
  })
  describe()
  loop.request()

  function change(part: Partial<HierarchyState>): void {
    state = { ...state, ...part }
    ignored = []
    refused = undefined
    address.write(state)
    loop.request()
  }

  function refuse(sentence: string | undefined): void {
    refused = sentence
    loop.request()
  }

  function chooseAlphas(): void {
    const alphas = boxes.filter(({ checked }) => checked).map(({ value }) => Number(value))
    if (alphas.length >= 1 && alphas.length <= MOST) change({ alphas })
    else refuse(alphas.length === 0 ? NO_NETWORK : ONE_TOO_MANY)
  }

  function begin(): void {
    isWanted = true
    refused = undefined
    saidOver = false
    training?.forget()
    training = startTraining(trainer, state, { paused: isHidden }, changed)
    loop.request()
  }

  function run(): void {
    if (!training || training.phase === 'over') begin()
    else training.resume()
    isWanted = true
    refused = undefined
    loop.request()
  }

  function rest(): void {
    isWanted = false
    training?.pause()
    describe()
    loop.request()
  }

  function stop(): void {
    isWanted = false
    training?.stop()
    loop.request()
  }

  function changed(): void {
    loop.request()
    if (training?.phase !== 'over' || saidOver) return
    saidOver = true
    isWanted = false
    describe()
    const errors = training.networks.flatMap(({ alpha, frames }) => {
      const last = frames.at(-1)
      return last ? [`${formatFixed(last.metrics.testError!, 3)} for α = ${alpha}`] : []
    })
    if (errors.length > 0) announce(`Training is over. Test error: ${errors.join(', ')}.`)
  }

  function describe(): void {
    const curves = curvesOf(training?.networks ?? recorded)
    for (const chart of charts) chart.describe(curves, training ? '' : `A run on record, ${recordedRun}. `)
  }

  function draw(): void {
    for (const box of boxes) box.checked = state.alphas.includes(Number(box.value))
    samples.place(state.samples)
    epochs.place(state.epochs)
    seed.place(state.seed)
    backendSelect.value = state.backend
    const phase = training?.phase ?? 'none'
    const label = isWanted ? 'Pause' : phase === 'none' || phase === 'over' ? 'Start' : 'Go on'
    if (runButton.textContent !== label) runButton.textContent = label
    host.dataset.phase = phase
    const networks = training?.networks ?? recorded
    const curves = curvesOf(networks)
    const steps = Math.max(...networks.map((network) => network.steps))
    for (const chart of charts) chart.draw(theme, curves, steps)
    readout.draw(training, state.alphas)
    notify([...ignored, ...(refused ? [refused] : []), ...troubles(), ...(differs() ? [CHANGED] : [])])
  }

  /** What went wrong with a run, each reason once. */
  function troubles(): readonly string[] {
    const sentences = (training?.networks ?? []).flatMap(({ alpha, outcome }) => {
      if (outcome?.reason === 'diverged') return [`α = ${alpha}: ${outcome.message}.`]
      return outcome?.reason === 'failed' ? [outcome.message] : []
    })
    return [...new Set(sentences)]
  }

  function differs(): boolean {
    if (!training || training.phase === 'over') return false
    return writeAddress(properties, '', state) !== writeAddress(properties, '', training.state)
  }
}

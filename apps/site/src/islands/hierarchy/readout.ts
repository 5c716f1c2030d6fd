import { formatFixed, formatNumber } from '../kit/format.ts'
import { writeNumber } from '../kit/write-number.ts'
import { type MetricName, metrics } from './metric-chart.ts'
import { recorded, recordedRun } from './recorded.ts'
import type { Learned, Training } from './training.ts'

/** The box of every network, and what computes it. */
export interface Readout {
  draw(training: Training | undefined, chosen: readonly number[]): void
}

/** With as many decimals as keep their width while they move. */
const texts: { readonly [name in MetricName]: (value: number) => string } = {
  testError: (value) => formatFixed(value, 3),
  trainError: (value) => formatFixed(value, 3),
  loss: formatNumber,
  kernelDistance: (value) => formatFixed(value, 3),
  hammingDistance: (value) => formatFixed(value, 3),
}

/** Fills the elements with `data-alpha`, shows those of the networks that train (or would), and `data-part` computing. */
export function createReadout(host: Element): Readout {
  const boxes = Array.from(host.querySelectorAll<HTMLElement>('[data-alpha]'))
  const computing = host.querySelector('[data-part="computing"]')!

  function fill(box: HTMLElement, network: Learned | undefined): void {
    const bar = box.querySelector('progress')!
    bar.max = network?.steps ?? 1
    bar.value = network?.progress.step ?? 0
    const now = network?.frames.at(-1)
    write(box, 'step', network?.progress.step, (value) => value.toLocaleString('en-US'))
    for (const name of Object.keys(metrics) as MetricName[]) write(box, name, now?.metrics[name], texts[name])
  }

  return {
    draw(training, chosen) {
      const shown = training?.state.alphas ?? chosen
      for (const box of boxes) {
        const alpha = Number(box.dataset.alpha)
        box.hidden = !shown.includes(alpha)
        if (!box.hidden)
          fill(
            box,
            (training?.networks ?? recorded).find((network) => network.alpha === alpha),
          )
      }
      const words = describeComputation(training)
      if (computing.textContent !== words) computing.textContent = words
    },
  }
}

function write(box: Element, name: string, value: number | undefined, format: (value: number) => string): void {
  const element = box.querySelector<HTMLDataElement>(`data[data-number="${name}"]`)!
  writeNumber(element, value, value === undefined ? '–' : format(value))
}

/** What computes, in one sentence, and what a reader should know of it. */
function describeComputation(training: Training | undefined): string {
  if (!training) return `On record: ${recordedRun}. Start trains the networks that you choose in its place.`
  const computation = training.networks.find((network) => network.computation)?.computation
  if (!computation) return training.phase === 'over' ? '' : 'Loading TensorFlow.js and its WebAssembly …'
  const { backend, kernelVariant, versions, warnings } = computation
  const version = versions['@tensorflow/tfjs']
  // A browser gives WebGL and WebGPU also where there is no GPU.
  const variant = kernelVariant === 'gpu' ? '' : ` (${kernelVariant})`
  return [`Computed by TensorFlow.js ${version} on ${backend}${variant}.`, ...warnings.map(sentence)].join(' ')
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

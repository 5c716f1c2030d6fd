import { writeNumber } from '../kit/write-number.ts'
import { numberIn, writeMetrics } from '../stage/metric-table.ts'
import { metrics } from './metrics.ts'
import { recorded, recordedRun } from './recorded.ts'
import type { Learned, Training } from './training.ts'

/** The box of every network, and what computes it. */
export interface Readout {
  draw(training: Training | undefined, chosen: readonly number[]): void
}

/** Fills the elements with `data-alpha`, shows those of the networks that train (or would), and `data-part` computing. */
export function createReadout(host: Element): Readout {
  const boxes = Array.from(host.querySelectorAll<HTMLElement>('[data-alpha]'))
  const computing = host.querySelector('[data-part="computing"]')!

  function fill(box: HTMLElement, network: Learned | undefined): void {
    const bar = box.querySelector('progress')!
    bar.max = network?.steps ?? 1
    const step = network?.progress.step
    bar.value = step ?? 0
    writeNumber(numberIn(box, 'step'), step, step === undefined ? '–' : step.toLocaleString('en-US'))
    writeMetrics(box, metrics, network?.frames.at(-1)?.metrics)
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

/** What computes, in one sentence, and any warnings about it. */
function describeComputation(training: Training | undefined): string {
  if (!training) return `On record: ${recordedRun}. Start trains the networks you choose instead.`
  const computation = training.networks.find((network) => network.computation)?.computation
  if (!computation) return training.phase === 'over' ? '' : 'Loading what computes …'
  const { backend, kernelVariant, versions, warnings } = computation
  const version = versions['@tensorflow/tfjs']
  // A browser offers WebGL and WebGPU even without a GPU.
  const variant = kernelVariant === 'gpu' ? '' : ` (${kernelVariant})`
  const by = version ? `TensorFlow.js ${version} on ${backend}` : 'WebAssembly of our own'
  return [`Computed by ${by}${variant}.`, ...warnings.map(sentence)].join(' ')
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`
}

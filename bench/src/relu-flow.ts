import { readFileSync } from 'node:fs'
import { flowRelu, reluMeasures } from '@lazyrich/core/two-layer-relu'
import { CELL } from '@lazyrich/testing/relu-cell'
import { numpyStep, TIMED_STEPS } from './numpy-descent.ts'
import { LEARNING_RATE, reluCell } from './relu-cell.ts'
import { type Bench, median, type Result } from './result.ts'

const PAIRS = 5
const STEPS = 1e6
const measured = ['kernelDistance', 'hammingDistance', 'parameterDistance'] as const

type Checkpoint = { readonly step: number } & { readonly [name in (typeof measured)[number]]: number }

/** Gradient flow of the reference cell to the time of a million steps of descent. */
export const reluFlow: Bench = {
  name: 'relu-flow',
  about:
    'gradient flow to the time of a million steps, two-layer ReLU n = 1000, d = 100, m = 50, τ = 1, δ = 0, against NumPy’s steps: s',
  async measure(): Promise<Result> {
    const pairs: { ours: number; peer: number }[] = []
    for (let i = 0; i < PAIRS; i++) {
      const first = i % 2 === 0 ? numpyStep() : undefined
      const ours = flow([STEPS]).seconds
      pairs.push({ ours, peer: ((first ?? numpyStep()) * STEPS) / 1000 })
    }
    return {
      bench: 'relu-flow',
      ours: median(pairs.map(({ ours }) => ours)),
      peer: median(pairs.map(({ peer }) => peer)),
      unit: 's',
      ratio: median(pairs.map(({ ours, peer }) => peer / ours)),
      error: error(),
      note:
        `medians of ${PAIRS} pairs, ${flow([STEPS]).evaluations} gradients; the peer takes ${TIMED_STEPS} steps, scaled to ${STEPS}; ` +
        'error: largest of the distances at 10⁵ and 10⁶ steps, relative to descent',
    }
  },
}

/** The flow to the times of those steps, at the default tolerance, and the seconds it takes, set-up included. */
function flow(steps: readonly number[]) {
  const { network, data } = reluCell()
  const from = performance.now()
  const { at, evaluations } = flowRelu(
    network,
    data,
    steps.map((step) => step * LEARNING_RATE),
  )
  return { at, evaluations, seconds: (performance.now() - from) / 1000 }
}

/** The largest relative difference of the three distances from descent's. */
function error(): number {
  const file = readFileSync(`${CELL}/relu-long.json`, 'utf8')
  const { checkpoints } = (JSON.parse(file) as { cells: { checkpoints: Checkpoint[] }[] }).cells[0]!
  const late = checkpoints.filter(({ step }) => step >= 1e5)
  const { network, data } = reluCell()
  const measure = reluMeasures(network, data)
  const { at } = flow(late.map(({ step }) => step))
  return Math.max(
    ...late.flatMap((checkpoint, row) => {
      const now = measure(at(row))
      return measured.map((name) => Math.abs(now[name] / checkpoint[name] - 1))
    }),
  )
}

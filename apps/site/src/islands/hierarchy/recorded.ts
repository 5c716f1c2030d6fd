import run from '../../figures/hierarchy-run.json'
import type { Learned } from './training.ts'

/** The networks of a run on record, which stand in for the reader's own until those are started. */
export const recorded: readonly Learned[] = run.runs.map(({ alpha, step: steps, ...metrics }) => ({
  alpha,
  progress: { step: steps.at(-1)! },
  steps: steps.at(-1)!,
  frames: steps.map((step, i) => ({
    step,
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, values[i]!])),
  })),
}))

const alphas = recorded.map(({ alpha }) => alpha)

/** Which run that is, in words. */
export const recordedRun: string =
  `α = ${alphas.slice(0, -1).join(', ')} and ${alphas.at(-1)}, P = ${run.samples.toLocaleString('en-US')}, ` +
  `${run.epochs} epochs, seed ${run.seed}`

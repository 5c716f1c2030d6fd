import type { SceneRun } from '../scene.ts'

/** The singular values of a run's target, largest first, as many as its product has. */
export function targetStrengths({ planned: { parameters } }: SceneRun): number[] {
  const { inputs, outputs, strengths } = parameters as {
    inputs: number
    outputs: number
    strengths: readonly number[]
  }
  // The first of the list are taken, whatever their order, then sorted: what the experiments themselves do.
  const modes = Math.min(inputs, outputs)
  return Array.from({ length: modes }, (_, k) => strengths[k] ?? 0).sort((p, q) => q - p)
}

/**
 * Where the singular values can end: the target's, as many as the narrowest layer lets through. Undefined where inputs
 * are not whitened and the layers too narrow: then the data decide.
 */
export function reachableStrengths(run: SceneRun): number[] | undefined {
  const { width, hidden, condition } = run.planned.parameters
  const all = targetStrengths(run)
  const narrowest = Number(width ?? hidden)
  const rank = all.filter((strength) => strength > 0).length
  if (narrowest < rank && condition !== undefined && condition !== 1) return undefined
  return all.filter((strength, k) => k < narrowest && strength > 0)
}

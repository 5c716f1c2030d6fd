import type { Comparison, LiveRun } from './comparison.ts'

/** True where frames are log-spaced: the axis of the charts is then a log axis. */
export function hasLogAxis({ plan }: Comparison): boolean {
  return String(plan.runs[0]!.parameters.record).startsWith('log')
}

/** How far along its axis a run is, from 0 to 1, as the charts show it. */
export function shareOf(comparison: Comparison, { progress, planned, outcome }: LiveRun): number {
  const { axis, extent } = comparison.plan.experiment
  if (outcome?.reason === 'complete') return 1
  const [at, end] = [progress[axis], extent(planned.parameters)]
  return hasLogAxis(comparison) ? Math.log1p(at) / Math.log1p(end) : at / end
}

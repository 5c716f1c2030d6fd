import type { RunSoFar } from '@lazyrich/core/port'
import type { Plan, PlannedRun } from '../plan.ts'

/** True where frames are log-spaced: the axis of the charts is then a log axis. */
export function hasLogRecord({ runs }: Plan): boolean {
  return String(runs[0]!.parameters.record).startsWith('log')
}

/** What a run of a plan has said of itself. */
type InPlan = Pick<RunSoFar, 'progress' | 'outcome'> & { readonly planned: PlannedRun }

const extents = new WeakMap<PlannedRun, number>()

/** Where a run ends on its axis. Remembered: every picture asks it of every run, and each answer checks all parameters. */
export function extentOf({ experiment }: Plan, planned: PlannedRun): number {
  const extent = extents.get(planned) ?? experiment.extent(planned.parameters)
  extents.set(planned, extent)
  return extent
}

/** How far along its axis a run is, from 0 to 1, linear in steps or flow time. */
export function shareOf(plan: Plan, { progress, planned, outcome }: InPlan): number {
  if (outcome?.reason === 'complete') return 1
  return progress[plan.experiment.axis] / extentOf(plan, planned)
}

/** The share of its frames that a run has shown, from 0 to 1: at a pace they take the time, not the steps. */
export function shareOfFrames(plan: Plan, run: InPlan): number {
  const share = shareOf(plan, run)
  if (share === 1 || !hasLogRecord(plan)) return share
  const end = extentOf(plan, run.planned)
  return Math.log1p(share * end) / Math.log1p(end)
}

import type { RunSoFar } from '@lazyrich/core/port'
import type { Plan, PlannedRun } from '../plan.ts'

/** True where frames are log-spaced: the axis of the charts is then a log axis. */
export function hasLogRecord({ runs }: Plan): boolean {
  return String(runs[0]!.parameters.record).startsWith('log')
}

/** What a run of a plan has said of itself. */
type InPlan = Pick<RunSoFar, 'progress' | 'outcome'> & { readonly planned: PlannedRun }

/** How far along its axis a run is, from 0 to 1, linear in steps or flow time. */
export function shareOf({ experiment: { axis, extent } }: Plan, { progress, planned, outcome }: InPlan): number {
  if (outcome?.reason === 'complete') return 1
  return progress[axis] / extent(planned.parameters)
}

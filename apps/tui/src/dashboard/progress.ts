import type { Plan } from '../plan.ts'
import type { LiveRun } from './comparison.ts'

/** True where frames are log-spaced: the axis of the charts is then a log axis. */
export function hasLogRecord({ runs }: Plan): boolean {
  return String(runs[0]!.parameters.record).startsWith('log')
}

/** How far along its axis a run is, from 0 to 1, linear in steps or flow time. */
export function shareOf({ experiment: { axis, extent } }: Plan, { progress, planned, outcome }: LiveRun): number {
  if (outcome?.reason === 'complete') return 1
  return progress[axis] / extent(planned.parameters)
}

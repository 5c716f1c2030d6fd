import type { Frame } from '@lazyrich/core/port'
import type { FrameHistory } from '../dashboard/history.ts'

/** A moment of a comparison, with each run's frame there; undefined if the run had already ended. */
export interface Moment {
  /** The frame that gives the moment its step and time. */
  readonly moment: Frame
  readonly frames: readonly (Frame | undefined)[]
}

/** What a table needs of a frame: each field can be thousands of numbers. */
export function withoutFields({ fields, ...frame }: Frame): Frame {
  return frame
}

/**
 * At most `count` moments, spread evenly over the frames of the run that went furthest, first and last included. The
 * other runs contribute their kept frame nearest in step or time, which is exact if all were recorded alike.
 */
export function sideBySide(runs: readonly FrameHistory[], axis: 'step' | 'time', count: number): Moment[] {
  const places = runs.map((run) => Float64Array.from({ length: run.length }, (_, i) => run.at(i)[axis]))
  const end = (i: number): number => places[i]!.at(-1) ?? -Infinity
  const furthest = places.reduce((best, place, i) => {
    const beyond = end(i) - end(best)
    return beyond > 0 || (beyond === 0 && place.length > places[best]!.length) ? i : best
  }, 0)
  const length = runs[furthest]?.length ?? 0
  return Array.from({ length: Math.min(count, length) }, (_, row) => {
    const index = Math.round((row * (length - 1)) / Math.max(1, Math.min(count, length) - 1))
    const at = places[furthest]![index]!
    const meet = (run: FrameHistory, i: number): Frame | undefined => {
      if (i === furthest) return run.at(index) // frames of a flow may share a step
      return at > end(i) ? undefined : run.at(nearest(places[i]!, at))
    }
    return { moment: runs[furthest]!.at(index), frames: runs.map(meet) }
  })
}

/** The index of the entry nearest to `value`; `places` ascend. */
function nearest(places: Float64Array, value: number): number {
  const after = places.findIndex((place) => place >= value)
  if (after <= 0) return Math.max(after, 0)
  return value - places[after - 1]! < places[after]! - value ? after - 1 : after
}

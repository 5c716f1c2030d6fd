import { LazyrichError } from '../errors.ts'
import type { End, Frame } from './frame.ts'
import { held, type SnapshotState } from './snapshot-state.ts'

/** Which frame a run gave last, and whether that was its end: what the state of every run holds. */
export interface FrameHead {
  /** Where the last frame lies, in steps or in time; −1 before the first. */
  readonly shown: number
  /** True once there are no more frames. */
  readonly over: boolean
  /** The frame at `place`; with an end it is the last. */
  frame<Memory extends ArrayBufferLike>(
    place: number,
    content: Omit<Frame<Memory>, 'kind' | 'end'>,
    end: End | undefined,
  ): Frame<Memory>
  state(): { readonly shown: number; readonly over: number }
}

/** `over` in a state: a run that was complete goes on once it is made longer, one that diverged never does. */
const OVER = { no: 0, complete: 1, diverged: 2 } as const

/**
 * The head of a run that begins, or goes on from a state.
 *
 * @param isAtEnd whether it stands where it is to end, or beyond.
 * @throws LazyrichError for a state without a head.
 */
export function frameHead(from: SnapshotState | undefined, isAtEnd: boolean): FrameHead {
  const saved = from && readHead(from)
  let shown = saved ? saved.shown : -1
  let over: number = saved?.over ?? OVER.no
  if (over === OVER.complete && !isAtEnd) over = OVER.no
  return {
    get shown() {
      return shown
    },
    get over() {
      return over !== OVER.no
    },
    frame(place, content, end) {
      shown = place
      if (end) over = OVER[end.reason]
      return { kind: 'frame', ...content, ...(end ? { end } : {}) }
    },
    state: () => ({ shown, over }),
  }
}

/** @throws LazyrichError for a state without a head, or with one that no run leaves. */
export function readHead(from: SnapshotState): { readonly shown: number; readonly over: number } {
  const head = held(from, { shown: 'number', over: 'number' })
  if (Object.values<number>(OVER).includes(head.over)) return head
  throw new LazyrichError(`the snapshot's over is ${head.over}: 0, 1 or 2 is accepted`)
}

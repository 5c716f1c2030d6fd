import type { Computation, Snapshot, Started } from './experiment.ts'
import type { Frame, Progress } from './frame.ts'

/** One end of a channel: a browser's Worker or MessagePort as it is, Node's `parentPort`, or one of {@link portPair}. */
export interface Port<In, Out> {
  postMessage(message: Out): void
  onmessage: ((event: { data: In }) => void) | null
}

/** Which run to start; `experiment` is an id in the registry that the host was given. */
export interface RunRequest {
  readonly experiment: string
  readonly parameters: { readonly [name: string]: unknown }
  readonly seed: number
  readonly from?: Snapshot
  /** Frames a second at most; as fast as it goes if left out. */
  readonly pace?: number | undefined
  /** Whether it starts paused; false if left out. */
  readonly paused?: boolean | undefined
}

/** What a client asks of the host. `run` is a number that the client chose. */
export type Command =
  | { readonly type: 'start'; readonly run: number; readonly request: RunRequest }
  | { readonly type: 'pause' | 'resume' | 'snapshot' | 'abort'; readonly run: number }
  /** Runs until that many more frames have come, then pauses. */
  | { readonly type: 'step'; readonly run: number; readonly frames: number }
  /** Limits the frames a second; undefined lifts the limit. */
  | { readonly type: 'pace'; readonly run: number; readonly pace: number | undefined }
  /** The client has taken in this many batches: the host may send as many more. */
  | { readonly type: 'credit'; readonly run: number; readonly batches: number }

/** How a run ended, the host's own reasons included. */
export interface Outcome {
  readonly reason: 'complete' | 'diverged' | 'aborted' | 'failed'
  readonly message: string
  /** True where the caller's settings were at fault. */
  readonly mistake?: boolean
}

/** What the host reports. */
export type Report =
  | { readonly type: 'started'; readonly run: number; readonly started: Started }
  /** Comes before the first batch: what computes the run. */
  | { readonly type: 'computing'; readonly run: number; readonly computation: Computation }
  | { readonly type: 'batch'; readonly run: number; readonly frames: readonly Frame[]; readonly progress: Progress }
  | { readonly type: 'paused' | 'resumed'; readonly run: number }
  | { readonly type: 'snapshot'; readonly run: number; readonly snapshot: Snapshot }
  | { readonly type: 'end'; readonly run: number; readonly outcome: Outcome }

/** How many batches a host may send before the client gives credit back. */
export const CREDIT = 8

import type { Computation, Snapshot, Started } from './experiment.ts'
import type { Frame, Progress } from './frame.ts'

/** One end of a channel that takes messages by a property: a browser's Worker or MessagePort, or one of {@link portPair}. */
export interface Port<In, Out> {
  postMessage(message: Out): void
  onmessage: Handler<In> | null
}

/**
 * What is called with a message. As a method it takes its parameter either way: a Worker's own `onmessage` expects a whole
 * MessageEvent, of which only `data` is needed here.
 */
type Handler<In> = { handle(event: { readonly data: In }): void }['handle']

/** One end of a channel that tells of messages by an event: Node's Worker, `parentPort` or MessagePort. */
export interface MessageEmitter<In, Out> {
  postMessage(message: Out): void
  on(event: 'message', listener: (message: In) => void): unknown
}

/**
 * What {@link connect} and {@link serve} take, as the platform has it: a browser's Worker, MessagePort or `self` in a
 * worker; Node's Worker, MessagePort or `parentPort`, whose type allows null, although null is refused.
 */
export type Channel<In, Out> = Port<In, Out> | MessageEmitter<In, Out> | null

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

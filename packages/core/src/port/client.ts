import type { Computation, Snapshot, Started } from './experiment.ts'
import type { Frame, Progress } from './frame.ts'
import type { Command, Outcome, Port, Report, RunRequest } from './protocol.ts'

/**
 * What a client is told of a run, never before `start` has returned. Where any of it but `end` throws or
 * rejects, the run is stopped and fails with that message.
 */
export interface RunListener {
  /** Called once, first. */
  started?(started: Started): void
  /** Called once, before the first batch: what computes the run. */
  computing?(computation: Computation): void
  /** Frames in order. The host goes on once this has returned (or resolved) for earlier batches. */
  batch(frames: readonly Frame[], progress: Progress): void | Promise<void>
  paused?(): void
  resumed?(): void
  /** Called once, last. */
  end(outcome: Outcome): void
}

/** The handle of a run that trains somewhere else. Calls after its end do nothing. */
export interface RemoteRun {
  pause(): void
  resume(): void
  /** Runs on for that many frames, then pauses. */
  step(frames?: number): void
  /** Limits the frames a second; undefined lifts the limit. */
  pace(framesPerSecond: number | undefined): void
  abort(): void
  /** The state between two events, or undefined if the run has ended by then. */
  snapshot(): Promise<Snapshot | undefined>
}

/** Starts runs at the other end of a port. */
export interface Client {
  start(request: RunRequest, listener: RunListener): RemoteRun
  /** To be called when the other end is gone: every run that has not ended fails with that message. */
  lost(message: string): void
}

interface Going {
  readonly listener: RunListener
  readonly snapshots: ((snapshot: Snapshot | undefined) => void)[]
}

/**
 * The client's half of the worker protocol; {@link serve} is the other.
 *
 * @example
 * const [here, there] = portPair(() => new Promise((resolve) => setTimeout(resolve)))
 * const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
 * serve(there, coreExperiments, { now: () => performance.now(), turn: () => wait(0), wait })
 * const request = { experiment: 'basins', parameters: { delta: -2 }, seed: 0 }
 * connect(here).start(request, { batch: (frames) => console.log(frames.length), end: ({ reason }) => console.log(reason) })
 */
export function connect(port: Port<Report, Command>): Client {
  const runs = new Map<number, Going>()
  let next = 0
  let gone: string | undefined

  function end(run: number, { listener, snapshots }: Going, outcome: Outcome): void {
    if (!runs.delete(run)) return // it has ended already
    for (const resolve of snapshots) resolve(undefined)
    listener.end(outcome)
  }

  /** A listener that cannot take its frames in has no use for more: its run is stopped, and fails with its reason. */
  function giveUp(run: number, error: unknown): void {
    const going = runs.get(run)
    if (!going) return
    port.postMessage({ type: 'abort', run })
    end(run, going, { reason: 'failed', message: error instanceof Error ? error.message : String(error) })
  }

  function take(run: number, { listener }: Going, frames: readonly Frame[], progress: Progress): void {
    const credit = (): void => {
      if (runs.has(run)) port.postMessage({ type: 'credit', run, batches: 1 })
    }
    try {
      const taken = listener.batch(frames, progress)
      if (taken) taken.then(credit, (error) => giveUp(run, error))
      else credit()
    } catch (error) {
      giveUp(run, error)
    }
  }

  function attempt(run: number, tell: () => unknown): void {
    try {
      const told = tell()
      if (told instanceof Promise) told.catch((error) => giveUp(run, error)) // an async listener is a void one to TypeScript
    } catch (error) {
      giveUp(run, error)
    }
  }

  port.onmessage = ({ data: report }) => {
    const going = runs.get(report.run)
    if (!going) return
    const { listener, snapshots } = going
    switch (report.type) {
      case 'started':
        return attempt(report.run, () => listener.started?.(report.started))
      case 'computing':
        return attempt(report.run, () => listener.computing?.(report.computation))
      case 'batch':
        return take(report.run, going, report.frames, report.progress)
      case 'paused':
        return attempt(report.run, () => listener.paused?.())
      case 'resumed':
        return attempt(report.run, () => listener.resumed?.())
      case 'snapshot':
        return snapshots.shift()?.(report.snapshot)
      case 'end':
        return end(report.run, going, report.outcome)
    }
  }

  return {
    start(request, listener) {
      const run = next++
      const going: Going = { listener, snapshots: [] }
      runs.set(run, going)
      if (gone === undefined) port.postMessage({ type: 'start', run, request })
      else void Promise.resolve({ reason: 'failed', message: gone } as const).then((lost) => end(run, going, lost))
      const send = (command: Command): void => {
        if (runs.has(run)) port.postMessage(command)
      }
      return {
        pause: () => send({ type: 'pause', run }),
        resume: () => send({ type: 'resume', run }),
        step: (frames = 1) => send({ type: 'step', run, frames }),
        pace: (pace) => send({ type: 'pace', run, pace }),
        abort: () => send({ type: 'abort', run }),
        snapshot: () =>
          new Promise((resolve) => {
            if (!runs.has(run)) return resolve(undefined)
            going.snapshots.push(resolve)
            send({ type: 'snapshot', run })
          }),
      }
    },
    lost(message) {
      gone ??= message
      const errors: unknown[] = []
      for (const [run, going] of runs) {
        try {
          end(run, going, { reason: 'failed', message })
        } catch (error) {
          errors.push(error) // the other listeners are to hear of it too
        }
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}

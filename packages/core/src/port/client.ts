import { requireObject } from '../door/fields.ts'
import { requireFunction, requireMethods } from '../door/function.ts'
import { requireNumber } from '../door/number.ts'
import { requireText } from '../door/text.ts'
import type { Computation, Snapshot, Started } from './experiment.ts'
import type { Frame, Progress } from './frame.ts'
import { inTurn, type Turn } from './in-turn.ts'
import { openChannel } from './open-channel.ts'
import type { Channel, Command, Outcome, Report, RunRequest } from './protocol.ts'

/**
 * What a client is told of a run, never before `start` has returned, and one thing after another: whatever a listener
 * does meanwhile, it is called again only once it has returned and, where it gave a promise, that has settled. Where any
 * of it but `end` throws or rejects, the run is stopped and fails with that message.
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
  /**
   * The state between two events, or undefined if the run has ended by then. It comes after the frames before it: a
   * listener that waits for it before it has taken those in waits for ever.
   */
  snapshot(): Promise<Snapshot | undefined>
}

/** Starts runs at the other end of a port. */
export interface Client {
  start(request: RunRequest, listener: RunListener): RemoteRun
  /** To be called when the other end is gone: every run that has not ended fails with that message. */
  lost(message: string): void
}

const REQUEST = { experiment: true, parameters: true, seed: true } as const

interface Going {
  readonly listener: RunListener
  readonly turn: Turn
  readonly snapshots: ((snapshot: Snapshot | undefined) => void)[]
}

/**
 * The client's half of the worker protocol; {@link serve} is the other.
 *
 * @example
 * const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
 * const [here, there] = portPair<Report, Command>(() => wait(0))
 * serve(there, coreExperiments, { now: () => performance.now(), turn: () => wait(0), wait })
 * const request = { experiment: 'basins', parameters: { delta: -2 }, seed: 0 }
 * connect(here).start(request, { batch: (frames) => console.log(frames.length), end: ({ reason }) => console.log(reason) })
 */
export function connect(port: Channel<Report, Command>): Client {
  const runs = new Map<number, Going>()
  /** One listener may hear of several runs. */
  const turns = new WeakMap<RunListener, Turn>()
  let next = 0
  let gone: string | undefined

  function turnOf(listener: RunListener): Turn {
    const turn = turns.get(listener) ?? inTurn()
    turns.set(listener, turn)
    return turn
  }

  function end(run: number, { listener, snapshots }: Going, outcome: Outcome): unknown {
    if (!runs.delete(run)) return // it has ended already
    for (const resolve of snapshots) resolve(undefined)
    return listener.end(outcome)
  }

  /** A listener that cannot take its frames in has no use for more: its run is stopped, and fails with its reason. */
  function giveUp(run: number, error: unknown): unknown {
    const going = runs.get(run)
    if (!going) return
    send({ type: 'abort', run })
    return end(run, going, { reason: 'failed', message: error instanceof Error ? error.message : String(error) })
  }

  /** Tells a listener, and waits for it; `heard` follows where it has not given up. */
  function attempt(run: number, tell: () => unknown, heard: () => void = () => {}): unknown {
    try {
      const told = tell() // an async listener is a void one to TypeScript
      if (told instanceof Promise) return told.then(heard, (error) => giveUp(run, error))
    } catch (error) {
      return giveUp(run, error)
    }
    heard()
  }

  function hear(report: Report): unknown {
    const { run } = report
    const going = runs.get(run)
    if (!going) return // it has ended while this waited
    const { listener, snapshots } = going
    switch (report.type) {
      case 'started':
        return attempt(run, () => listener.started?.(report.started))
      case 'computing':
        return attempt(run, () => listener.computing?.(report.computation))
      case 'batch':
        return attempt(
          run,
          () => listener.batch(report.frames, report.progress),
          () => {
            if (runs.has(run)) send({ type: 'credit', run, batches: 1 })
          },
        )
      case 'paused':
        return attempt(run, () => listener.paused?.())
      case 'resumed':
        return attempt(run, () => listener.resumed?.())
      case 'snapshot':
        return snapshots.shift()?.(report.snapshot)
      case 'end':
        return end(run, going, report.outcome)
    }
  }

  const send = openChannel(port, (report) => {
    const told = runs.get(report.run)?.turn(() => hear(report))
    if (told instanceof Promise) void told.then(() => {}) // what `end` rejects with concerns who runs this thread
  })

  return {
    start(request, listener) {
      requireObject('request', request, REQUEST) // what is in it, the host checks: its outcome says what is wrong
      requireText('request.experiment', request.experiment)
      requireMethods('listener', listener, ['batch', 'end'], 'an object with batch(), end() and the rest')
      for (const name of ['started', 'computing', 'paused', 'resumed'] as const)
        if (listener[name] !== undefined) requireFunction(`listener.${name}`, listener[name])
      const run = next++
      const turn = turnOf(listener)
      const going: Going = { listener, turn, snapshots: [] }
      runs.set(run, going)
      // Whatever the channel answers at once waits until this has returned.
      void turn(() => Promise.resolve())
      if (gone === undefined) send({ type: 'start', run, request })
      else {
        const lost: Outcome = { reason: 'failed', message: gone }
        void turn(() => end(run, going, lost))
      }
      const command = (command: Command): void => {
        if (runs.has(run)) send(command)
      }
      return {
        pause: () => command({ type: 'pause', run }),
        resume: () => command({ type: 'resume', run }),
        step(frames = 1) {
          requireNumber('frames', frames)
          command({ type: 'step', run, frames })
        },
        pace(pace) {
          if (pace !== undefined) requireNumber('pace', pace)
          command({ type: 'pace', run, pace })
        },
        abort: () => command({ type: 'abort', run }),
        snapshot: () =>
          new Promise((resolve) => {
            if (!runs.has(run)) return resolve(undefined)
            going.snapshots.push(resolve)
            command({ type: 'snapshot', run })
          }),
      }
    },
    lost(message) {
      requireText('message', message)
      gone ??= message
      const errors: unknown[] = []
      for (const [run, going] of runs) {
        try {
          void going.turn(() => end(run, going, { reason: 'failed', message }))
        } catch (error) {
          errors.push(error) // the other listeners are to hear of it too
        }
      }
      if (errors.length > 0) throw errors[0]
    },
  }
}

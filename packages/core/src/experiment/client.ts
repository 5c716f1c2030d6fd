import type { Snapshot } from './experiment.ts'
import type { Frame, Progress } from './frame.ts'
import type { Parameters } from './parameter.ts'
import type { Command, Outcome, Port, Report, RunRequest } from './protocol.ts'

/** What a client is told of a run that it started. */
export interface RunListener {
  started?(parameters: Parameters): void
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

interface Started {
  readonly listener: RunListener
  readonly snapshots: ((snapshot: Snapshot | undefined) => void)[]
}

/** The client's half of the worker protocol; {@link serve} is the other. */
export function connect(port: Port<Report, Command>): Client {
  const runs = new Map<number, Started>()
  let next = 0
  let gone: string | undefined

  function end(run: number, { listener, snapshots }: Started, outcome: Outcome): void {
    runs.delete(run)
    for (const resolve of snapshots) resolve(undefined)
    listener.end(outcome)
  }

  port.onmessage = ({ data: report }) => {
    const started = runs.get(report.run)
    if (!started) return
    const { listener, snapshots } = started
    switch (report.type) {
      case 'started':
        return listener.started?.(report.parameters)
      case 'batch': {
        const credit = (): void => port.postMessage({ type: 'credit', run: report.run, batches: 1 })
        const taken = listener.batch(report.frames, report.progress)
        return taken ? void taken.then(credit) : credit()
      }
      case 'paused':
        return listener.paused?.()
      case 'resumed':
        return listener.resumed?.()
      case 'snapshot':
        return snapshots.shift()?.(report.snapshot)
      case 'end':
        return end(report.run, started, report.outcome)
    }
  }

  return {
    start(request, listener) {
      const run = next++
      const started: Started = { listener, snapshots: [] }
      runs.set(run, started)
      if (gone === undefined) port.postMessage({ type: 'start', run, request })
      else end(run, started, { reason: 'failed', message: gone })
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
            started.snapshots.push(resolve)
            send({ type: 'snapshot', run })
          }),
      }
    },
    lost(message) {
      gone ??= message
      for (const [run, started] of runs) end(run, started, { reason: 'failed', message })
    },
  }
}

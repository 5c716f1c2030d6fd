import { connect } from '../port/client.ts'
import type { Frame } from '../port/frame.ts'
import { type Clock, serve } from '../port/host.ts'
import { portPair } from '../port/port-pair.ts'
import type { Command, Outcome, Report, RunRequest } from '../port/protocol.ts'
import { demand, demandSameFrames } from './demand.ts'
import { framesIn } from './runs.ts'
import type { ExperimentPromise, Subject } from './subject.ts'

/** What a run promises that a host has in hand: it is paused, resumed and stopped, and its frames stay what they are. */
export function hostedPromises({ experiment, short, seed, shortEvents }: Subject): ExperimentPromise[] {
  const promise = (says: string, check: () => Promise<void>): ExperimentPromise => ({ kind: 'hosted', says, check })
  const request = { experiment: experiment.id, parameters: short, seed }

  function hosted(change: Partial<RunRequest>, paused?: (seen: Seen) => void): Promise<Seen> {
    const [near, far] = portPair<Report, Command>(() => Promise.resolve())
    serve(far, { [experiment.id]: experiment }, ownClock())
    return new Promise((resolve) => {
      const frames: Frame[] = []
      const run = connect(near).start(
        { ...request, ...change },
        {
          batch(more) {
            frames.push(...more)
          },
          paused: () => paused?.({ frames, run, outcome: undefined }),
          end: (outcome) => resolve({ frames, run, outcome }),
        },
      )
    })
  }

  return [
    promise('a host that pauses it after every few frames and resumes it gets the frames it gives alone', async () => {
      const { frames, outcome } = await hosted({ paused: true }, ({ frames, run }) =>
        frames.length < 12 ? run.step(3) : run.resume(),
      )
      demand(
        outcome?.reason === 'complete' || outcome?.reason === 'diverged',
        `it has ${outcome?.reason}: ${outcome?.message}`,
      )
      demandSameFrames(frames, framesIn(await shortEvents()), 'paused and resumed,')
    }),

    promise('a host that stops it after some frames gets these, and no more', async () => {
      const { frames, outcome } = await hosted({ paused: true }, ({ frames, run }) =>
        frames.length === 0 ? run.step(2) : run.abort(),
      )
      demand(
        outcome?.reason === 'aborted' || outcome?.reason === 'complete',
        `it has ${outcome?.reason}: ${outcome?.message}`,
      )
      demandSameFrames(frames, framesIn(await shortEvents()).slice(0, 2), 'stopped,')
    }),
  ]
}

interface Seen {
  readonly frames: readonly Frame[]
  readonly run: ReturnType<ReturnType<typeof connect>['start']>
  readonly outcome: Outcome | undefined
}

/** A clock that needs no platform: it moves a millisecond each time it is read. Both ends are in this thread. */
function ownClock(): Clock {
  let time = 0
  return {
    now: () => time++,
    turn: () => Promise.resolve(),
    async wait(milliseconds) {
      time += milliseconds
    },
  }
}

import { setImmediate } from 'node:timers/promises'
import { fakeClock } from '@lazyrich/testing/clock'
import { counter } from '@lazyrich/testing/toy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inTurn } from '../../src/port/in-turn.ts'
import {
  type Client,
  type Command,
  connect,
  type Group,
  type Port,
  portPair,
  type RemoteRun,
  type Report,
  type RunListener,
  registryOf,
  serve,
  startGroup,
} from '../../src/port/index.ts'

/** Two ports of which each hears the other before `postMessage` has returned. */
function directPair(): [Port<Report, Command>, Port<Command, Report>] {
  const near: Port<Report, Command> = { postMessage: (data) => far.onmessage?.({ data }), onmessage: null }
  const far: Port<Command, Report> = { postMessage: (data) => near.onmessage?.({ data }), onmessage: null }
  return [near, far]
}

const pairs = {
  'ports that deliver in their own turn': () => portPair<Report, Command>(() => setImmediate()),
  'ports that deliver at once': directPair,
}

function clientOver(pair: keyof typeof pairs): Client {
  const [near, far] = pairs[pair]()
  serve(far, registryOf(counter), fakeClock())
  return connect(near)
}

/** Notes whether anything begins while something is at work. */
function watchOverlaps() {
  let atWork = 0
  const seen = { overlaps: 0, calls: 0 }
  return {
    seen,
    during<T>(call: () => T): T {
      seen.calls++
      if (atWork > 0) seen.overlaps++
      atWork++
      const done = (): void => {
        atWork--
      }
      const result = call()
      if (result instanceof Promise) result.then(done, done)
      else done()
      return result
    },
  }
}

/** What a listener may do inside one call: something with its run, and take some turns of the event loop over it. */
interface Deed {
  readonly does: 'nothing' | 'pause' | 'resume' | 'step' | 'pace' | 'abort' | 'start'
  /** Turns that pass before its promise resolves; undefined: it gives none. */
  readonly turns: number | undefined
}

const deeds = fc.array(
  fc.record<Deed>({
    does: fc.constantFrom('nothing', 'pause', 'resume', 'step', 'pace', 'start', 'abort'),
    turns: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** A pause that is answered by a pause would go on for ever: after a while a listener only listens. */
const MOST_DEEDS = 40

function deedOf(script: readonly Deed[], call: number): Deed {
  return call < MOST_DEEDS ? script[call % script.length]! : { does: 'nothing', turns: undefined }
}

const request = { experiment: 'counter', parameters: { steps: 2000 }, seed: 0 }

/** Waits until nothing comes any more, waking what the listeners have left paused. */
async function settle(seen: { calls: number }, wake: () => void, isOver: () => boolean): Promise<void> {
  for (let still = 0, before = -1; still < 50 && !isOver(); ) {
    await setImmediate()
    still = seen.calls === before ? still + 1 : 0
    before = seen.calls
    if (still === 20) wake()
  }
}

describe.each(Object.keys(pairs) as (keyof typeof pairs)[])('over %s', (pair) => {
  test('a listener is called again only once it has returned and what it promised is there, whatever it does', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, fc.boolean(), async (script, isShared) => {
        const client = clientOver(pair)
        const runs: RemoteRun[] = []
        const watches: { overlaps: number; calls: number }[] = []
        let next = 0
        let ended = 0

        function begin(shared?: RunListener): void {
          const listener = shared ?? listen()
          let returned = false
          const run = client.start(request, listener)
          returned = true
          expect(returned).toBe(true)
          runs.push(run)
        }

        function listen(): RunListener {
          const { seen, during } = watchOverlaps()
          watches.push(seen)
          const act = (): void | Promise<void> =>
            during(() => {
              const { does, turns } = deedOf(script, next++)
              const run = runs.at(-1)
              if (does === 'start' && runs.length < 4) begin(isShared ? self : undefined)
              else if (does === 'pace') run?.pace(1e6)
              else if (does !== 'nothing' && does !== 'start') run?.[does]()
              if (turns === undefined) return
              return (async () => {
                for (let k = 0; k < turns; k++) await setImmediate()
                if (next < MOST_DEEDS) runs.at(-1)?.pause()
                if (next < MOST_DEEDS) runs.at(-1)?.resume()
              })()
            })
          const self: RunListener = {
            started: act,
            computing: act,
            batch: act,
            paused: act,
            resumed: act,
            end() {
              during(() => {})
              ended++
            },
          }
          return self
        }

        begin()
        const all = {
          get calls() {
            return watches.reduce((sum, { calls }) => sum + calls, 0)
          },
        }
        await settle(
          all,
          () =>
            runs.forEach((run) => {
              run.abort()
            }),
          () => ended === runs.length,
        )
        expect(ended).toBe(runs.length)
        expect(watches.map(({ overlaps }) => overlaps)).toEqual(watches.map(() => 0))
      }),
      { numRuns: 25 },
    )
  })

  test('a group’s listener likewise, for all of its runs together', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, fc.integer({ min: 1, max: 4 }), async (script, atOnce) => {
        const clients = [clientOver(pair), clientOver(pair)]
        const { seen, during } = watchOverlaps()
        let next = 0
        let isKnown = true
        let group: Group<{ request: typeof request }> | undefined
        const members = Array.from({ length: 5 }, () => ({ request }))
        group = startGroup(clients, members, { atOnce }, () => {
          isKnown &&= group !== undefined
          return during(() => {
            const { does, turns } = deedOf(script, next++)
            if (does === 'pace') group?.pace(1e6)
            else if (does !== 'nothing' && does !== 'start') group?.[does]()
            if (turns === undefined) return
            return (async () => {
              for (let k = 0; k < turns; k++) await setImmediate()
              if (next < MOST_DEEDS) group?.pause()
              if (next < MOST_DEEDS) group?.resume()
            })()
          })
        })
        await settle(
          seen,
          () => group.abort(),
          () => group.phase === 'over',
        )
        expect(group.phase).toBe('over')
        expect(isKnown).toBe(true)
        expect(seen.overlaps).toBe(0)
      }),
      { numRuns: 25 },
    )
  })
})

describe('calls in turn', () => {
  test('are made at once where nobody is at work, and give what they return', () => {
    const turn = inTurn()
    expect(turn(() => 3)).toBe(3)
    expect(() =>
      turn(() => {
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(turn(() => 4)).toBe(4)
  })

  test('follow each other in the order in which they were asked for, past one that fails', async () => {
    const turn = inTurn()
    const said: number[] = []
    const later = (n: number) => async () => {
      await setImmediate()
      said.push(n)
    }
    const failing = turn(async () => {
      await setImmediate()
      throw new Error('no')
    })
    const rest = [
      turn(later(1)),
      turn(() => {
        said.push(2)
      }),
      turn(() => {
        throw new Error('nor this')
      }),
      turn(later(4)),
    ]
    await expect(failing).rejects.toThrow('no')
    await expect(rest[2]).rejects.toThrow('nor this')
    await Promise.all([rest[0], rest[1], rest[3]])
    expect(said).toEqual([1, 2, 4])
  })

  test('ten thousand that wait take no depth of the stack', async () => {
    const turn = inTurn()
    let made = 0
    const all = [
      turn(() => setImmediate()),
      ...Array.from({ length: 1e4 }, () =>
        turn(() => {
          made++
        }),
      ),
    ]
    await Promise.all(all)
    expect(made).toBe(1e4)
  })
})

import { setImmediate } from 'node:timers/promises'
import { fakeClock } from '@lazyrich/testing/clock'
import { counter } from '@lazyrich/testing/toy'
import { inProcess, nearby } from '@lazyrich/testing/transports'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Frame, LazyrichError } from '../../src/index.ts'
import {
  type Client,
  CREDIT,
  connect,
  type Group,
  type GroupEvent,
  type GroupMember,
  type GroupOptions,
  portPair,
  type Report,
  type RunListener,
  type RunRequest,
  type RunSoFar,
  registryOf,
  startGroup,
} from '../../src/port/index.ts'

type Toy = GroupMember & { readonly name: number; readonly frames: Frame[] }

const toy = (name: number, parameters: RunRequest['parameters'] = { steps: 5 }): Toy => ({
  name,
  frames: [],
  request: { experiment: 'counter', parameters, seed: 0 },
})
const toys = (count: number, parameters?: RunRequest['parameters']): Toy[] =>
  Array.from({ length: count }, (_, i) => toy(i, parameters))
const stepsOf = (run: Toy): number[] => run.frames.map(({ step }) => step)
const counted = (steps: number): number[] => Array.from({ length: steps }, (_, i) => i + 1)
const host = (): Client => inProcess(registryOf(counter), fakeClock())

interface Watched {
  readonly group: Group<Toy>
  /** What was told, in order: '0 started', '1 batch'. */
  readonly log: string[]
  until(condition: () => boolean): Promise<void>
}

/** A group of toys that keep their frames; `act` may do something of its own at every event. */
function watchGroup(
  clients: readonly Pick<Client, 'start'>[],
  members: readonly Toy[],
  options: GroupOptions = {},
  act: (run: Toy & RunSoFar, event: GroupEvent) => void | Promise<void> = () => {},
): Watched {
  const log: string[] = []
  let look = (): void => {}
  const group = startGroup(clients, members, options, (run, event, frames) => {
    run.frames.push(...frames)
    log.push(`${run.name} ${event}`)
    try {
      return act(run, event)
    } finally {
      look()
    }
  })
  return {
    group,
    log,
    until: (condition) =>
      new Promise((resolve) => {
        look = () => condition() && resolve()
        look()
      }),
  }
}

const over = ({ group, until }: Watched): Promise<void> => until(() => group.phase === 'over')

/** Whatever is on its way has arrived by then. */
async function settle(): Promise<void> {
  for (let k = 0; k < 50; k++) await setImmediate()
}

interface Asked {
  readonly request: RunRequest
  readonly listener: RunListener
  readonly calls: string[]
}

/** A client that trains nothing: it keeps what it is asked for. */
function idleClient(): Pick<Client, 'start'> & { readonly asked: Asked[] } {
  const asked: Asked[] = []
  return {
    asked,
    start(request, listener) {
      const calls: string[] = []
      asked.push({ request, listener, calls })
      return {
        pause: () => calls.push('pause'),
        resume: () => calls.push('resume'),
        step: (frames) => calls.push(`step ${frames}`),
        pace: (pace) => calls.push(`pace ${pace}`),
        abort: () => calls.push('abort'),
        snapshot: async () => undefined,
      }
    },
  }
}

describe('a group of runs', () => {
  test('trains them all, and tells what each has said of itself', async () => {
    const watched = watchGroup([host()], [toy(0, { steps: 3 }), toy(1, { steps: 4 })])
    await over(watched)
    const [first, second] = watched.group.runs
    expect(first!.parameters).toEqual(counter.complete({ steps: 3 }))
    expect(first!.computation).toMatchObject({ backend: 'js' })
    expect(first!.progress).toEqual({ kind: 'progress', step: 3, time: 3 })
    expect(first!.outcome).toEqual({ reason: 'complete', message: 'the run is over' })
    expect(stepsOf(first!)).toEqual(counted(3))
    expect(stepsOf(second!)).toEqual(counted(4))
    const own = watched.log.filter((entry) => entry.startsWith('0'))
    expect([own.slice(0, 3), own.at(-1)]).toEqual([['0 started', '0 computing', '0 batch'], '0 end'])
  })

  test('starts run i on client i mod clients', () => {
    const clients = [idleClient(), idleClient(), idleClient()]
    watchGroup(
      clients,
      toys(7).map((member, i) => ({ ...member, request: { ...member.request, seed: i } })),
    )
    expect(clients.map(({ asked }) => asked.map(({ request }) => request.seed))).toEqual([
      [0, 3, 6],
      [1, 4],
      [2, 5],
    ])
  })

  test('lets the runs beyond `atOnce` wait for one to end', async () => {
    let most = 0
    const going = new Set<number>()
    const watched = watchGroup([host(), host()], toys(9, { steps: 2000 }), { atOnce: 3 }, ({ name }, event) => {
      if (event === 'started') going.add(name)
      most = Math.max(most, going.size)
      if (event === 'end') going.delete(name)
    })
    await over(watched)
    expect(most).toBe(3)
    expect(watched.group.runs.map(stepsOf)).toEqual(toys(9).map(() => counted(2000)))
  })

  test.each([
    { clients: 1, atOnce: 12 },
    { clients: 11, atOnce: 12 },
    { clients: 30, atOnce: 30 },
  ])('trains $atOnce at once on $clients clients: twelve, or one a client', ({ clients: count, atOnce }) => {
    const clients = Array.from({ length: count }, idleClient)
    watchGroup(clients, toys(120))
    expect(clients.flatMap(({ asked }) => asked)).toHaveLength(atOnce)
  })

  test('is over at once where there is nothing to train', () => {
    expect(watchGroup([host()], []).group.phase).toBe('over')
  })

  test('refuses to train without a client, or none at a time', () => {
    expect(() => watchGroup([], toys(1))).toThrow(LazyrichError)
    expect(() => watchGroup([host()], toys(1), { atOnce: 0 })).toThrow('atOnce is 0: a whole number ≥ 1')
  })

  test('holds the host back while the listener takes a batch in', async () => {
    const { client, arrived, close } = nearby(registryOf(counter)).open()
    const watched = watchGroup([client], toys(1, {}), {}, (_, event) =>
      event === 'batch' ? new Promise<void>(() => {}) : undefined,
    )
    await watched.until(() => watched.log.includes('0 batch'))
    await settle()
    expect(arrived.get(0)).toBe(CREDIT)
    expect(watched.log.filter((entry) => entry === '0 batch')).toHaveLength(1)
    watched.group.close()
    await close()
  })
})

describe('pause, resume and step', () => {
  test('pause all that train: once all have said so, nothing moves', async () => {
    const watched = watchGroup([host(), host()], toys(3, {}))
    const { group, log, until } = watched
    await until(() => group.runs.every(({ frames }) => frames.length > 0))
    expect(group.phase).toBe('running')
    group.pause()
    await until(() => group.phase === 'paused')
    const before = log.length
    await settle()
    expect(log).toHaveLength(before)
    group.resume()
    await until(() => group.runs.every(({ paused }) => !paused))
    expect(group.phase).toBe('running')
    group.close()
  })

  test('a group that starts paused gives no frame until it is resumed', async () => {
    const watched = watchGroup([host()], toys(2), { paused: true })
    await watched.until(() => watched.group.phase === 'paused')
    await settle()
    expect(watched.group.runs.flatMap(stepsOf)).toEqual([])
    watched.group.resume()
    await over(watched)
    expect(watched.group.runs.map(stepsOf)).toEqual([counted(5), counted(5)])
  })

  test('step goes on by so many frames, then pauses', async () => {
    const { group, until } = watchGroup([host()], toys(2), { paused: true })
    await until(() => group.phase === 'paused')
    group.step()
    await until(() => group.phase === 'paused' && group.runs.every(({ frames }) => frames.length === 1))
    group.step(2)
    await until(() => group.phase === 'paused' && group.runs.every(({ frames }) => frames.length === 3))
    await settle()
    expect(group.runs.map(stepsOf)).toEqual([counted(3), counted(3)])
    group.close()
  })

  test('step takes the frames of each run, and leaves one that is to give none where it is', async () => {
    const { group, log, until } = watchGroup([host()], toys(3), { paused: true })
    await until(() => group.phase === 'paused')
    group.step(({ name }) => name)
    await until(() => group.phase === 'paused' && group.runs[2]!.frames.length === 2)
    expect(group.runs.map(stepsOf)).toEqual([[], [1], [1, 2]])
    expect(log).not.toContain('0 resumed')
    group.close()
  })

  test('runs that start later start as the others are now: paused, and at their pace', () => {
    const client = idleClient()
    const { group } = watchGroup([client], toys(6), { atOnce: 1, pace: 10 })
    const end = (): void => client.asked.at(-1)!.listener.end({ reason: 'complete', message: 'done' })
    const changes = [() => group.pause(), () => group.resume(), () => group.step(), () => group.pace(3)]
    for (const change of [...changes, () => group.pace(undefined)]) {
      change()
      end()
    }
    expect(client.asked.map(({ request: { paused, pace } }) => [paused, pace])).toEqual([
      [false, 10],
      [true, 10],
      [false, 10],
      [true, 10],
      [true, 3],
      [true, undefined],
    ])
    expect(client.asked.map(({ calls }) => calls)).toEqual([
      ['pause'],
      ['resume'],
      ['step 1'],
      ['pace 3'],
      ['pace undefined'],
      [],
    ])
  })

  test('while paused, a run that waited says that it is paused, and gives no frame', async () => {
    const { group, until } = watchGroup([host()], toys(2), { atOnce: 1, paused: true })
    group.step(6) // its five frames, and the look that finds no sixth
    await until(() => group.runs[0]!.outcome !== undefined && group.phase === 'paused')
    await settle()
    expect(group.runs.map(stepsOf)).toEqual([counted(5), []])
    group.close()
  })

  test('the pace holds for each run', async () => {
    const clock = fakeClock()
    const watched = watchGroup([inProcess(registryOf(counter), clock)], toys(2), { pace: 2 })
    await over(watched)
    expect(clock.time).toBeGreaterThanOrEqual(1950) // five frames, half a second apart
    expect(clock.time).toBeLessThan(2600)
  })
})

describe('a run that goes wrong leaves the others alone', () => {
  test('when it cannot start', async () => {
    const unknown = { ...toy(1), request: { ...toy(1).request, experiment: 'basin' } }
    const watched = watchGroup([host()], [toy(0), unknown, toy(2, { steps: -1 }), toy(3)], { atOnce: 1 })
    await over(watched)
    expect(watched.group.runs.map(({ outcome }) => [outcome!.reason, outcome!.mistake])).toEqual([
      ['complete', undefined],
      ['failed', true],
      ['failed', true],
      ['complete', undefined],
    ])
  })

  test('when its client does not take it', async () => {
    const refusing: Pick<Client, 'start'> = {
      start() {
        throw new Error('workers are forbidden here')
      },
    }
    const watched = watchGroup([refusing, host()], toys(4), { atOnce: 1 })
    expect(watched.log).toEqual([])
    await over(watched)
    expect(watched.group.runs.map(({ outcome }) => outcome!.message)).toEqual([
      'workers are forbidden here',
      'the run is over',
      'workers are forbidden here',
      'the run is over',
    ])
  })

  test('when it throws', async () => {
    const watched = watchGroup([host()], [toy(0, { failAt: 3 }), toy(1)])
    await over(watched)
    const [broken, other] = watched.group.runs
    expect(broken!.outcome).toEqual({ reason: 'failed', message: 'the counter broke', mistake: false })
    expect([stepsOf(broken!), stepsOf(other!)]).toEqual([counted(3), counted(5)])
  })

  test.each(['started', 'computing', 'batch', 'paused', 'resumed'] as const)(
    'when the listener throws at “%s”',
    async (bad) => {
      const watched = watchGroup([host()], toys(2), { paused: true }, ({ name }, event) => {
        if (name === 0 && event === bad) throw new Error(`no room for ${bad}`)
      })
      watched.group.resume()
      await over(watched)
      const [broken, other] = watched.group.runs
      expect(broken!.outcome).toEqual({ reason: 'failed', message: `no room for ${bad}` })
      expect(other!.outcome!.reason).toBe('complete')
      expect(watched.log.filter((entry) => entry === '0 end')).toHaveLength(1)
      expect(watched.log.slice(watched.log.indexOf(`0 ${bad}`) + 1).filter((entry) => entry.startsWith('0'))).toEqual([
        '0 end',
      ])
    },
  )

  test('when the listener throws at its end: the next one starts all the same', () => {
    const client = idleClient()
    watchGroup([client], toys(2), { atOnce: 1 }, () => {
      throw new Error('no room')
    })
    expect(() => client.asked[0]!.listener.end({ reason: 'complete', message: 'done' })).toThrow('no room')
    expect(client.asked).toHaveLength(2)
  })

  test('when its thread dies: those that wait for that thread fail too, each once, the others go on', async () => {
    const [dying, living] = [host(), host()]
    const watched = watchGroup([dying, living], toys(40, { steps: 1000 }), { atOnce: 4 })
    await watched.until(() => watched.group.runs[0]!.frames.length > 0)
    dying.lost('the thread died')
    await over(watched)
    for (const { name, outcome } of watched.group.runs)
      expect(outcome!.message).toBe(name % 2 === 0 ? 'the thread died' : 'the run is over')
    expect(watched.log.filter((entry) => entry.endsWith('end'))).toHaveLength(40)
  })

  test('when all its threads have died before: however many runs, all fail, after startGroup has returned', async () => {
    const client = host()
    client.lost('the thread died')
    const watched = watchGroup([client], toys(20_000), { atOnce: 1 })
    expect(watched.log).toEqual([])
    await over(watched)
    expect(watched.log).toHaveLength(20_000)
    expect(watched.group.runs.every(({ outcome }) => outcome?.message === 'the thread died')).toBe(true)
  })
})

describe('the end of a group', () => {
  test('abort ends every run as aborted, those that have yet to start included; none starts after it', async () => {
    const watched = watchGroup([host()], toys(6, {}), { atOnce: 2 })
    await watched.until(() => watched.group.runs[1]!.frames.length > 0)
    watched.group.abort()
    await over(watched)
    await settle()
    for (const { outcome } of watched.group.runs)
      expect(outcome).toEqual({ reason: 'aborted', message: 'stopped on request' })
    expect(watched.log.filter((entry) => entry.endsWith('started'))).toHaveLength(2)
    expect(watched.log.filter((entry) => entry.endsWith('end'))).toHaveLength(6)
  })

  test('a run that has ended keeps its outcome when the group is aborted', async () => {
    const watched = watchGroup([host()], [toy(0), toy(1, {})])
    await watched.until(() => watched.group.runs[0]!.outcome !== undefined)
    watched.group.abort()
    await over(watched)
    expect(watched.group.runs.map(({ outcome }) => outcome!.reason)).toEqual(['complete', 'aborted'])
  })

  test('close ends what trains, and nothing is told or changes after it', async () => {
    const [near, far] = portPair<Report, never>(() => setImmediate())
    const commands: { type: string; run: number }[] = []
    far.onmessage = ({ data }) => commands.push(data)
    const watched = watchGroup([connect(near)], toys(4, {}), { atOnce: 2 })
    far.postMessage({ type: 'batch', run: 0, frames: [], progress: { kind: 'progress', step: 7, time: 7 } })
    await watched.until(() => watched.log.length === 1)
    watched.group.close()
    far.postMessage({ type: 'batch', run: 0, frames: [], progress: { kind: 'progress', step: 8, time: 8 } })
    for (const run of [0, 1]) far.postMessage({ type: 'end', run, outcome: { reason: 'aborted', message: 'stopped' } })
    await settle()
    expect(watched.log).toEqual(['0 batch'])
    expect(watched.group.runs[0]).toMatchObject({ progress: { step: 7 }, outcome: undefined })
    expect(commands.filter(({ type }) => type === 'abort').map(({ run }) => run)).toEqual([0, 1])
    expect(commands.filter(({ type }) => type === 'start')).toHaveLength(2)
  })

  test('of a group closed at once, nothing is ever told', async () => {
    const gone = host()
    gone.lost('the thread died')
    const watched = watchGroup([gone, host()], toys(4), { atOnce: 2 })
    watched.group.close()
    await settle()
    expect(watched.log).toEqual([])
  })
})

test('whatever is asked of it, every run gives its frames in order and ends once', async () => {
  const command = fc.oneof(
    fc.constantFrom('pause', 'resume', 'unpaced', 'turn'),
    fc.nat(4).map((frames) => frames),
  )
  const property = fc.asyncProperty(
    fc.array(command, { maxLength: 12 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 1, max: 4 }),
    fc.boolean(),
    async (commands, clients, atOnce, stopped) => {
      const watched = watchGroup(Array.from({ length: clients }, host), toys(6), { atOnce })
      for (const asked of commands) {
        if (typeof asked === 'number') watched.group.step(asked)
        else if (asked === 'pause') watched.group.pause()
        else if (asked === 'resume') watched.group.resume()
        else if (asked === 'unpaced') watched.group.pace(undefined)
        else await setImmediate()
      }
      if (stopped) watched.group.abort()
      else watched.group.resume()
      await over(watched)
      await setImmediate()
      for (const run of watched.group.runs) {
        expect(stepsOf(run)).toEqual(counted(run.frames.length))
        if (!stopped) expect(run.frames).toHaveLength(5)
        expect(watched.log.filter((entry) => entry === `${run.name} end`)).toHaveLength(1)
        expect(watched.log.findLast((entry) => entry.startsWith(`${run.name} `))).toBe(`${run.name} end`)
      }
    },
  )
  await fc.assert(property, { numRuns: 60 })
})

import { type Names, requireObject, requireOptions } from '../door/fields.ts'
import { requireFunction, requireMethods } from '../door/function.ts'
import { requireList } from '../door/list.ts'
import { requireFlag, requireNumber, requireWhole } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'
import type { Client, RemoteRun } from './client.ts'
import type { Awaitable, Computation } from './experiment.ts'
import type { Fields, Frame, Progress } from './frame.ts'
import { inTurn } from './in-turn.ts'
import type { Parameters } from './parameter.ts'
import type { Outcome, RunRequest } from './protocol.ts'

/**
 * Runs of a group that train at the same time, or one a client where there are more clients. A client's thread takes
 * its runs in turn, so more of them at once would not be over sooner; but each would hold its network and its data,
 * and a comparison of 120 would hold 120. A dozen is also what one chart can tell apart.
 */
const AT_ONCE = 12

/** A run that a group is to start. What else belongs to it (a label, its curves) may stand beside the request. */
export interface GroupMember {
  readonly request: Omit<RunRequest, 'pace' | 'paused'>
}

/** What a run of a group has said of itself so far. */
export interface RunSoFar {
  /** All of them, and where it ends on its axis; undefined until it has started. */
  readonly parameters: Parameters | undefined
  readonly extent: number | undefined
  /** What it is given for good, by name; empty until it has started. */
  readonly given: Fields
  /** Undefined until it computes. */
  readonly computation: Computation | undefined
  readonly progress: Progress
  /** True once it has said that it rests. */
  readonly paused: boolean
  /** Undefined until it has ended. */
  readonly outcome: Outcome | undefined
}

/** What a run of a group has just said; frames come with `batch` alone. */
export type GroupEvent = 'started' | 'computing' | 'batch' | 'paused' | 'resumed' | 'end'

/**
 * Is told of every run of a group, after the run itself shows the change, of one thing at a time: whatever it does
 * meanwhile, it is called again, for whichever run, only once it has returned and, where it gave a promise, that has
 * settled. The host waits for the promise that it returns for a batch. Where it throws or rejects, that run is stopped
 * and fails with the message, and the others go on; what it throws at `end` is thrown to whoever delivers the run's
 * messages.
 */
export type GroupListener<M extends GroupMember> = (
  run: M & RunSoFar,
  event: GroupEvent,
  frames: readonly Frame[],
) => void | Promise<void>

export interface GroupOptions {
  /** Frames a second at most of each run; left out: as fast as it goes. */
  readonly pace?: number | undefined
  /** True: all start paused. */
  readonly paused?: boolean | undefined
  /** Runs that train at the same time; the others wait for one of them to end. */
  readonly atOnce?: number | undefined
}

/**
 * Several runs as one: all are paused, resumed, paced and stopped together, those that have yet to start included. A
 * step is one of the runs that have started; those that follow start paused.
 */
export interface Group<M extends GroupMember> {
  /** In the order of the members. */
  readonly runs: readonly (M & RunSoFar)[]
  /** `paused` once all that have started and not ended have said so, `over` once all have ended. */
  readonly phase: 'running' | 'paused' | 'over'
  pause(): void
  resume(): void
  /** Every run that has started goes on for that many frames, then pauses; one that is to go on for 0 stays as it is. */
  step(frames?: number | ((run: M & RunSoFar) => number)): void
  /** Limits the frames a second of each run; undefined lifts the limit. */
  pace(framesPerSecond: number | undefined): void
  /** Every run that has not ended ends as `aborted`, whether it has started or not. */
  abort(): void
  /** Ends all runs; the listener hears nothing more, and the runs stay as they are. */
  close(): void
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Starts runs on clients, run i on client i mod clients, and tells one listener of them; never before it has returned.
 *
 * @throws LazyrichError where there is no client, `atOnce` is not a whole number from 1 up, or an argument is of another
 * kind.
 *
 * @example
 * const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
 * const [here, there] = portPair<Report, Command>(() => wait(0))
 * serve(there, coreExperiments, { now: () => performance.now(), turn: () => wait(0), wait })
 * const members = [-4, -3, -2].map((delta) => ({ delta, request: { experiment: 'basins', parameters: { delta }, seed: 0 } }))
 * const group = startGroup([connect(here)], members, {}, ({ delta, outcome }, event) => {
 *   if (event === 'end') console.log(delta, outcome?.reason, group.phase)
 * })
 */
export function startGroup<M extends GroupMember>(
  clients: readonly Pick<Client, 'start'>[],
  members: readonly M[],
  options: GroupOptions,
  listener: GroupListener<M>,
): Group<M> {
  requireList('clients', clients, 'clients')
  if (clients.length === 0) throw new LazyrichError('clients is empty: one or more are accepted')
  Array.from(clients, (client, i) =>
    requireMethods(`clients[${i}]`, client, ['start'], 'a client, as connect gives it,'),
  )
  requireList('members', members, 'members')
  Array.from(members, (member, i) => requireMember(`members[${i}]`, member))
  requireOptions('options', options, OPTIONS)
  let { pace, paused = false } = options
  const { atOnce = Math.max(AT_ONCE, clients.length) } = options
  requirePace(pace)
  requireFlag('options.paused', paused)
  requireWhole('options.atOnce', atOnce)
  requireFunction('listener', listener)
  const runs = Array.from(members, (member): M & Mutable<RunSoFar> => ({
    ...member,
    parameters: undefined,
    extent: undefined,
    given: {},
    computation: undefined,
    progress: { kind: 'progress', step: 0, time: 0 },
    paused: false,
    outcome: undefined,
  }))
  type GroupRun = (typeof runs)[number]
  /** The runs that have started and not ended. */
  const going = new Map<GroupRun, RemoteRun>()
  /** The first run that waits. */
  let next = 0
  let ended = 0
  let closed = false
  const turn = inTurn()

  function fill(): void {
    while (!closed && next < runs.length && going.size < atOnce) {
      const i = next++
      start(runs[i]!, clients[i % clients.length]!)
    }
  }

  function start(run: GroupRun, client: Pick<Client, 'start'>): void {
    const note = (said: Partial<RunSoFar>, event: GroupEvent, frames: readonly Frame[] = []): Awaitable<void> =>
      turn(() => {
        if (closed) return
        Object.assign(run, said)
        return listener(run, event, frames)
      })
    const request = { ...run.request, pace, paused }
    try {
      const remote = client.start(request, {
        started: (started) => note(started, 'started'),
        computing: (computation) => note({ computation }, 'computing'),
        batch: (frames, progress) => note({ progress }, 'batch', frames),
        paused: () => note({ paused: true }, 'paused'),
        resumed: () => note({ paused: false }, 'resumed'),
        end: (outcome) => end(run, outcome),
      })
      going.set(run, remote)
    } catch (error) {
      // Its worker cannot be made, or its parameters cannot be sent.
      soon(() => end(run, { reason: 'failed', message: error instanceof Error ? error.message : String(error) }))
    }
  }

  function end(run: GroupRun, outcome: Outcome): Awaitable<void> {
    going.delete(run)
    try {
      return turn(() => {
        if (closed || run.outcome) return
        run.outcome = outcome
        ended++
        return listener(run, 'end', [])
      })
    } finally {
      fill() // also where the listener throws: the other runs have nothing to do with it
    }
  }

  const each = (act: (remote: RemoteRun, run: GroupRun) => void): void => {
    for (const [run, remote] of going) act(remote, run)
  }

  fill()
  return {
    runs,
    get phase() {
      if (ended === runs.length) return 'over'
      return going.size > 0 && [...going.keys()].every((run) => run.paused) ? 'paused' : 'running'
    },
    pause() {
      paused = true
      each((remote) => remote.pause())
    },
    resume() {
      paused = false
      each((remote) => remote.resume())
    },
    step(frames = 1) {
      if (typeof frames === 'function') requireFunction('frames', frames)
      else requireNumber('frames', frames)
      paused = true
      each((remote, run) => {
        const more = typeof frames === 'number' ? frames : frames(run)
        if (more > 0) remote.step(more)
      })
    },
    pace(framesPerSecond) {
      requirePace(framesPerSecond)
      pace = framesPerSecond
      each((remote) => remote.pace(pace))
    },
    abort() {
      each((remote) => remote.abort())
      const waiting = runs.slice(next)
      next = runs.length
      for (const run of waiting) soon(() => end(run, { reason: 'aborted', message: 'stopped on request' }))
    },
    close() {
      closed = true
      each((remote) => remote.abort())
    },
  }
}

const OPTIONS: Names<GroupOptions> = { pace: true, paused: true, atOnce: true }

function requireMember(name: string, member: GroupMember): void {
  requireObject(name, member, { request: true })
  requireObject(`${name}.request`, member.request, { experiment: true, parameters: true, seed: true })
}

function requirePace(pace: number | undefined): void {
  if (pace !== undefined) requireNumber('pace', pace)
}

/** After what runs now has returned: nobody hears of a run before knowing its group. */
function soon(act: () => void): void {
  void Promise.resolve().then(act)
}

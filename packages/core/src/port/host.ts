import { requireMethods } from '../door/function.ts'
import { LazyrichError } from '../errors.ts'
import { type Registry, type Run, requireExperiment } from './experiment.ts'
import type { Frame, Progress, RunEvent } from './frame.ts'
import { openChannel } from './open-channel.ts'
import { type Channel, type Command, CREDIT, type Outcome, type Report, type RunRequest } from './protocol.ts'
import { requireRegistry } from './require-experiment.ts'

/** What core cannot know by itself: the time, and how to let other work of this thread happen. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number
  /** Resolves after messages that are waiting have been delivered: `setImmediate` in Node; a microtask is not enough. */
  turn(): Promise<void>
  /** Resolves after about that many milliseconds. */
  wait(milliseconds: number): Promise<void>
}

/** Milliseconds of training between two turns of the event loop: the longest a pause waits, apart from one event. */
const SLICE = 15
const LONGEST_BATCH = 512
/** Milliseconds between two batches that carry only the progress of a run. */
const NEWS = 100

interface Task {
  readonly id: number
  readonly run: Run
  readonly events: AsyncIterator<RunEvent>
  /** Whether the client has been told what computes it. */
  introduced: boolean
  paused: boolean
  /** Frames until it pauses by itself. */
  steps: number
  pace: number | undefined
  /** When paced: no frame is pulled before this time. */
  due: number
  credit: number
  frames: Frame[]
  progress: Progress
  /** When the client last got a batch of it. */
  told: number
  outcome: Outcome | undefined
}

/**
 * Serves runs over a port: pulls events from all runs in turn until a slice of time is spent, sends what came as one
 * batch per run, lets the event loop turn, and goes on. A paused run, one without credit or one before its pace's time
 * is not pulled. Every promise of the port is kept here, once, for terminal, site and sweeps. {@link connect} has an example.
 *
 * @throws LazyrichError for what is no channel, no registry or no clock.
 */
export function serve(port: Channel<Command, Report>, registry: Registry, clock: Clock): void {
  requireRegistry(registry)
  requireMethods('clock', clock, ['now', 'turn', 'wait'], 'an object with now(), turn() and wait()')
  const tasks = new Map<number, Task>()
  const inbox: Command[] = []
  let looping = false

  const post = openChannel(port, (command) => {
    inbox.push(command)
    if (!looping) void loop()
  })

  async function loop(): Promise<void> {
    looping = true
    try {
      for (;;) {
        for (let command = inbox.shift(); command; command = inbox.shift()) await obey(command)
        const waiting = [...tasks.values()].filter((task) => !task.paused && task.credit > 0)
        if (waiting.length === 0) break
        const soonest = Math.min(...waiting.map((task) => task.due))
        const early = soonest - clock.now()
        if (early > 0) await clock.wait(Math.min(early, SLICE))
        else await slice(waiting)
        await clock.turn()
      }
    } finally {
      looping = false
    }
  }

  async function slice(candidates: Task[]): Promise<void> {
    const until = clock.now() + SLICE
    const ready = (task: Task): boolean =>
      !task.paused && !task.outcome && task.frames.length < LONGEST_BATCH && clock.now() >= task.due
    let pulled = true
    while (pulled && clock.now() < until) {
      pulled = false
      for (const task of candidates) {
        if (!ready(task)) continue
        await pull(task)
        pulled = true
      }
    }
    for (const task of candidates) {
      send(task)
      if (task.steps === 0 && tasks.has(task.id)) pause(task)
    }
  }

  async function pull(task: Task): Promise<void> {
    try {
      if (!task.introduced) await introduce(task)
      const { done, value } = await task.events.next()
      if (done) return finish(task)
      task.progress = { kind: 'progress', step: value.step, time: value.time }
      if (value.kind === 'progress') return
      task.frames.push(value)
      if (task.pace !== undefined) task.due = Math.max(clock.now(), task.due + 1000 / task.pace)
      if (--task.steps === 0) task.paused = true // announced once its frames are sent
      if (value.end) task.outcome = value.end
    } catch (error) {
      task.outcome = failure(error)
    }
  }

  async function introduce(task: Task): Promise<void> {
    const computation = await task.run.computation()
    task.introduced = true
    post({ type: 'computing', run: task.id, computation })
  }

  function finish(task: Task): void {
    task.outcome ??= { reason: 'complete', message: 'the run is over' }
  }

  /** Flushes. A task whose frames cannot be sent, since they hold what cannot be cloned, fails; the others go on. */
  function send(task: Task): void {
    try {
      flush(task)
    } catch (error) {
      task.frames = []
      end(task, failure(error))
    }
  }

  function flush(task: Task): void {
    const now = clock.now()
    if (task.frames.length > 0 || task.outcome || now - task.told >= NEWS) {
      post({ type: 'batch', run: task.id, frames: task.frames, progress: task.progress })
      task.frames = []
      task.told = now
      task.credit--
    }
    if (task.outcome) end(task, task.outcome)
  }

  function end(task: Task, outcome: Outcome): void {
    tasks.delete(task.id)
    task.run.close().catch(() => {}) // it has ended already: an error on closing concerns nobody
    post({ type: 'end', run: task.id, outcome })
  }

  function pause(task: Task): void {
    task.paused = true
    task.steps = Number.POSITIVE_INFINITY
    post({ type: 'paused', run: task.id })
  }

  async function obey(command: Command): Promise<void> {
    if (command.type === 'start') start(command.run, command.request)
    else await answer(command, tasks.get(command.run))
  }

  async function answer(command: Exclude<Command, { type: 'start' }>, task: Task | undefined): Promise<void> {
    if (!task) return // it has ended in the meantime
    switch (command.type) {
      case 'pause':
        pause(task)
        return
      case 'resume':
      case 'step':
        if (command.type === 'step' && !(command.frames >= 1)) {
          pause(task)
          return
        }
        task.steps = command.type === 'step' ? command.frames : Number.POSITIVE_INFINITY
        task.paused = false
        task.due = clock.now()
        post({ type: 'resumed', run: task.id })
        return
      case 'pace':
        task.pace = usable(command.pace)
        task.due = clock.now()
        return
      case 'credit':
        task.credit += command.batches
        return
      case 'snapshot':
        try {
          const snapshot = await task.run.snapshot()
          flush(task)
          post({ type: 'snapshot', run: task.id, snapshot })
        } catch (error) {
          task.outcome = failure(error)
          send(task)
        }
        return
      case 'abort':
        send(task)
        if (tasks.has(task.id)) end(task, { reason: 'aborted', message: 'stopped on request' })
    }
  }

  function start(id: number, request: RunRequest): void {
    try {
      const experiment = requireExperiment(registry, request.experiment)
      const { seed, from, paused = false, pace } = request
      const run = experiment.start(request.parameters, from ? { seed, from } : { seed })
      tasks.set(id, {
        id,
        run,
        events: run[Symbol.asyncIterator](),
        introduced: false,
        paused,
        steps: Number.POSITIVE_INFINITY,
        pace: usable(pace),
        due: clock.now(),
        credit: CREDIT,
        frames: [],
        progress: { kind: 'progress', step: 0, time: 0 },
        told: clock.now(),
        outcome: undefined,
      })
      const { parameters, extent, given } = run
      post({ type: 'started', run: id, started: { parameters, extent, given } })
      if (paused) post({ type: 'paused', run: id })
    } catch (error) {
      post({ type: 'end', run: id, outcome: failure(error) })
    }
  }
}

/** The pace, if it is one that can be kept; undefined is full speed. */
function usable(pace: number | undefined): number | undefined {
  return pace !== undefined && pace > 0 && pace < Number.POSITIVE_INFINITY ? pace : undefined
}

function failure(error: unknown): Outcome {
  const mistake = error instanceof LazyrichError
  return { reason: 'failed', message: error instanceof Error ? error.message : String(error), mistake }
}

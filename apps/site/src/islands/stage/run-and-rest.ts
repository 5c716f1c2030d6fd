import { prefersReducedMotion } from '../kit/reduced-motion.ts'

/** What is trained on a stage, as far as the buttons go. */
export interface Session {
  /** `paused` once it stands still, `over` once it has ended; what else there is, the island knows. */
  readonly phase: string
  pause(): void
  resume(): void
  /** One frame further, and paused. */
  step?(): void
  /** Ends it, and says so. */
  stop?(): void
}

export interface SessionEvents<S extends Session> {
  start(paused: boolean, changed: () => void): S
  /** Ends a session that another one follows: it says nothing more. */
  leave(session: S): void
  /** A new session has started, or the reader has asked the present one to run. */
  begun(): void
  /** Something is to be drawn anew. */
  changed(): void
  /** It stands still: worth describing. */
  rested(): void
  /** Once for every session. */
  over(session: S): void
}

/** One session at a time: whether it is wanted to run, and whether it may. */
export interface RunAndRest<S extends Session> {
  readonly session: S | undefined
  /** Whether the reader, or the page by itself, wants it to run. A hidden tab rests all the same. */
  readonly isWanted: boolean
  /**
   * A new session in place of the present one. Left to itself it runs where the last one was wanted to, or is over; by
   * itself nothing runs where less motion is asked for.
   */
  begin(wanted?: boolean): void
  /** The same once changes rest: a drag is one session, not one for every pixel. */
  beginSoon(): void
  /** Goes on, or starts anew where there is nothing to go on with. */
  run(): void
  rest(): void
  step(): void
  stop(): void
  hide(): void
  show(): void
}

/** How long changes rest before a new session starts, in ms. */
const REST = 150

export function createRunAndRest<S extends Session>(events: SessionEvents<S>, signal: AbortSignal): RunAndRest<S> {
  let session: S | undefined
  let isWanted = false
  let isHidden = false
  let isToldOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true })

  const isOver = (): boolean => session?.phase === 'over'

  function begin(wanted: boolean = isWanted || (isOver() && !prefersReducedMotion())): void {
    clearTimeout(timer)
    isWanted = wanted
    if (session) events.leave(session)
    isToldOver = false
    session = events.start(!isWanted || isHidden, changed)
    events.begun()
    events.changed()
  }

  function changed(): void {
    events.changed()
    if (session?.phase === 'paused') events.rested()
    if (!isOver() || isToldOver) return
    isToldOver = true
    isWanted = false
    events.rested()
    events.over(session!)
  }

  return {
    get session() {
      return session
    },
    get isWanted() {
      return isWanted
    },
    begin,
    beginSoon() {
      clearTimeout(timer)
      timer = setTimeout(() => begin(), REST)
    },
    run() {
      if (!session || isOver()) return begin(true)
      isWanted = true
      session.resume()
      events.begun()
      events.changed()
    },
    rest() {
      isWanted = false
      session?.pause()
      events.rested()
      events.changed()
    },
    step() {
      isWanted = false
      if (!session || isOver()) return begin()
      session.step?.()
      events.changed()
    },
    stop() {
      isWanted = false
      session?.stop?.()
      events.changed()
    },
    hide() {
      isHidden = true
      session?.pause()
    },
    show() {
      isHidden = false
      if (isWanted && !isOver()) session?.resume()
    },
  }
}

import type { Properties } from '../kit/address.ts'
import { createAnnouncer } from '../kit/announce.ts'
import { createFrameLoop } from '../kit/frame-loop.ts'
import { createNotice } from '../kit/notice.ts'
import { readTheme, type Theme, watchTheme } from '../kit/theme.ts'
import { createRunAndRest, type RunAndRest, type Session } from './run-and-rest.ts'
import { createSettings, type Settings } from './settings.ts'
import { type Ended, troublesOf } from './troubles.ts'
import { watchVisibility } from './watch-visibility.ts'

/** What an island brings to its stage. */
export interface StageOptions<V, S extends Session> {
  readonly properties: Properties<V>
  start(values: V, options: { readonly paused: boolean }, changed: () => void): S
  /** Ends a session that another one follows: it says nothing more. */
  leave(session: S): void
  /** Whether there is something to go on with: of a session that nobody has started, only its start is shown. */
  hasBegun(session: S): boolean
  /** What the reader has changed, or gone back to. */
  chosen?(part: Partial<V>): void
  went?(): void
  draw(theme: Theme): void
  /** Says what is shown, for those who do not see it. */
  describe(): void
  networks(session: S): readonly Ended[]
  /** What is spoken at the end, if there is something to say. */
  verdict(session: S): string | undefined
  /** What the reader should know besides what was ignored, was refused or went wrong. */
  remarks?(): readonly string[]
}

/** What training islands share: settings, a session that runs and rests, and all that keeps the page in step with them. */
export interface Stage<V, S extends Session>
  extends Pick<RunAndRest<S>, 'session' | 'begin' | 'beginSoon'>,
    Omit<Settings<V>, 'complaints'> {
  readonly properties: Properties<V>
  readonly signal: AbortSignal
  /** The element with that `data-part`. */
  part<T extends HTMLElement = HTMLElement>(name: string): T
  canvas(name: string): HTMLCanvasElement
  /** Draws in the next frame. */
  request(): void
}

/**
 * The stage within `host`: it works the buttons `run`, `step`, `stop` and `again` (as far as the markup has them), the
 * notice, the theme and the tab's visibility, tells `host.dataset.phase`, and ends when `signal` aborts.
 */
export function createStage<V, S extends Session>(
  host: HTMLElement,
  options: StageOptions<V, S>,
  signal: AbortSignal,
): Stage<V, S> {
  const part = <T extends HTMLElement>(name: string): T => host.querySelector<T>(`[data-part="${name}"]`)!
  const runButton = part<HTMLButtonElement>('run')
  const notify = createNotice(part('notice'), signal)
  const announce = createAnnouncer(host, signal)
  const loop = createFrameLoop(host, signal, draw)
  const settings = createSettings(options.properties, signal, () => {
    loop.request()
    options.went?.()
  })
  const runs = createRunAndRest<S>(
    {
      start: (paused, changed) => options.start(settings.values, { paused }, changed),
      leave: options.leave,
      begun: () => settings.refuse(undefined),
      changed: loop.request,
      rested: options.describe,
      over(session) {
        const verdict = options.verdict(session)
        if (verdict !== undefined) announce(verdict)
      },
    },
    signal,
  )
  let theme = readTheme(host)

  runButton.addEventListener('click', () => (runs.isWanted ? runs.rest() : runs.run()), { signal })
  part('step')?.addEventListener('click', runs.step, { signal })
  part('stop')?.addEventListener('click', runs.stop, { signal })
  part('again').addEventListener('click', () => runs.begin(true), { signal })
  watchTheme(signal, () => {
    theme = readTheme(host)
    loop.request()
  })
  watchVisibility(signal, runs)

  function runLabel(): string {
    const { session, isWanted } = runs
    if (isWanted) return 'Pause'
    return session && session.phase !== 'over' && options.hasBegun(session) ? 'Go on' : 'Start'
  }

  function draw(): void {
    const { session } = runs
    const label = runLabel()
    if (runButton.textContent !== label) runButton.textContent = label
    host.dataset.phase = session?.phase ?? 'none'
    options.draw(theme)
    const troubles = session ? troublesOf(options.networks(session)) : []
    notify([...settings.complaints, ...troubles, ...(options.remarks?.() ?? [])])
  }

  return {
    properties: options.properties,
    signal,
    part,
    canvas: (name) => part(name).querySelector('canvas')!,
    request: loop.request,
    get values() {
      return settings.values
    },
    change(changes) {
      settings.change(changes)
      loop.request()
      options.chosen?.(changes)
    },
    refuse(sentence) {
      settings.refuse(sentence)
      loop.request()
    },
    get session() {
      return runs.session
    },
    begin: runs.begin,
    beginSoon: runs.beginSoon,
  }
}

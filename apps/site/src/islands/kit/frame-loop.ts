/** What a benchmark looks for with `performance.getEntriesByName`. */
const MEASURE = 'lazyrich-draw'

/** Many changes, one drawing per animation frame. */
export interface FrameLoop {
  /** Draws in the next frame; out of sight, as soon as it is seen again. */
  request(): void
  /** Draws in every frame from now on, or no longer. */
  play(playing: boolean): void
  readonly playing: boolean
}

/**
 * A loop that calls `draw` with the seconds since the last frame of a playing loop (0 for a single drawing). It rests
 * while the tab is hidden or `element` is out of sight, and ends when `signal` aborts.
 *
 * While `element` has the attribute `data-measure`, the time that each drawing takes on the main thread is a
 * `performance.measure` named `lazyrich-draw`.
 */
export function createFrameLoop(element: HTMLElement, signal: AbortSignal, draw: (elapsed: number) => void): FrameLoop {
  let wanted = false
  let playing = false
  let seen = true
  let frame = 0
  let last = 0

  function schedule(): void {
    if (frame === 0 && (wanted || playing) && seen && !document.hidden && !signal.aborted)
      frame = requestAnimationFrame(run)
  }

  function run(now: number): void {
    frame = 0
    const start = performance.now()
    // A first frame, or one after a rest, has no time before it.
    const elapsed = playing && last > 0 ? (now - last) / 1000 : 0
    last = playing ? now : 0
    wanted = false
    draw(elapsed)
    if (element.dataset.measure !== undefined) performance.measure(MEASURE, { start, end: performance.now() })
    schedule()
  }

  function rest(): void {
    cancelAnimationFrame(frame)
    frame = 0
    last = 0
  }

  const observer = new IntersectionObserver((entries) => {
    seen = entries.at(-1)!.isIntersecting
    if (seen) schedule()
    else rest()
  })
  observer.observe(element)
  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : schedule()), { signal })
  signal.addEventListener(
    'abort',
    () => {
      observer.disconnect()
      rest()
    },
    { once: true },
  )

  return {
    request() {
      wanted = true
      schedule()
    },
    play(value) {
      playing = value
      if (!value) last = 0
      schedule()
    },
    get playing() {
      return playing
    },
  }
}

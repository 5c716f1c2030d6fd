const query = '(prefers-reduced-motion: reduce)'

/** Whether the reader asked for less motion: then nothing moves by itself. */
export function prefersReducedMotion(): boolean {
  return matchMedia(query).matches
}

/** Calls back when that wish changes, until `signal` aborts. */
export function watchReducedMotion(signal: AbortSignal, changed: (reduced: boolean) => void): void {
  matchMedia(query).addEventListener('change', ({ matches }) => changed(matches), { signal })
}

const query = '(prefers-reduced-motion: reduce)'

/** Whether the reader asked for less motion: then nothing moves by itself. */
export function prefersReducedMotion(): boolean {
  return matchMedia(query).matches
}

/** The same function as code without types calls it. */
export function untyped<T>(call: (...given: never[]) => T): (...given: unknown[]) => T {
  return call as (...given: unknown[]) => T
}

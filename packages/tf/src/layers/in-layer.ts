import { TfError } from '../errors.ts'

/** Errors that have a layer's name in front already: that of the innermost. */
const named = new WeakSet<Error>()

/** What a layer's own function gives. @throws TfError with the layer's name in front of what that throws. */
export function inLayer<T>(name: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw errorIn(name, error)
  }
}

/** The same error with the layer's name in front, the original as its cause. */
export function errorIn(name: string, error: unknown): Error {
  if (error instanceof Error && named.has(error)) return error
  const own = new TfError(`layer ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  named.add(own)
  return own
}

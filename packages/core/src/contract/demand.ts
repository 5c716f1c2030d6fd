import { LazyrichError } from '../errors.ts'
import { differenceOf } from './plain-data.ts'

/** Says what was found, unless the condition holds. */
export function demand(holds: boolean, found: string): asserts holds {
  if (!holds) throw new LazyrichError(found)
}

/** Says where two values differ first, unless they are the same bit for bit. */
export function demandSame(actual: unknown, expected: unknown, what: string): void {
  const found = differenceOf(actual, expected)
  demand(found === undefined, `${what}: ${found}`)
}

/** Demands that the same frames have come, in the same number; says the first that differs. */
export function demandSameFrames(actual: readonly unknown[], expected: readonly unknown[], what: string): void {
  for (let i = 0; i < Math.min(actual.length, expected.length); i++)
    demandSame(actual[i], expected[i], `${what} frame ${i}`)
  demand(actual.length === expected.length, `${what} there are ${actual.length} frames, not ${expected.length}`)
}

/** Demands that a call is refused with a LazyrichError that names what it should. */
export function demandRefusal(call: () => unknown, what: string, names: string): void {
  let refusal: unknown
  try {
    call()
  } catch (error) {
    refusal = error
  }
  demand(refusal !== undefined, `${what} is accepted`)
  const { name, message } = refusal as Partial<Error>
  demand(name === 'LazyrichError', `${what} is refused with ${refusal}: a LazyrichError is accepted`)
  demand(message!.includes(names), `${what} is refused without a word of ${names}: ${message}`)
}

import { LazyrichError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { shown } from './shown.ts'

/** Throws the {@link LazyrichError} that says what an argument is and what would be accepted. */
export function refuse(name: string, value: unknown, accepted: string): never {
  refuseAs(`${name} is ${shown(value)}`, accepted)
}

/** The same for a list of the wrong length. */
export function refuseLength(name: string, { length }: { readonly length: number }, accepted: number | string): never {
  refuseAs(`${name} has length ${length}`, accepted)
}

/** The same for a name that is none of those known; the message says which is nearest. */
export function refuseName(came: string, name: string, known: readonly string[]): never {
  refuseAs(came + nearest(name, known), listed(known))
}

/** The same where what came needs words of its own. */
export function refuseAs(came: string, accepted: number | string): never {
  throw new LazyrichError(`${came}: ${accepted} is accepted`)
}

/** Names as a message lists them: `a, b or c`. */
export function listed(names: readonly string[], last = 'or'): string {
  return names.join(', ').replace(/, ([^,]*)$/, ` ${last} $1`)
}

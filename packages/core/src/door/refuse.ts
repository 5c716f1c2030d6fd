import { LazyrichError } from '../errors.ts'
import { shown } from './shown.ts'

/** Throws the {@link LazyrichError} that says what an argument is and what would be accepted. */
export function refuse(name: string, value: unknown, accepted: string, hint = ''): never {
  throw new LazyrichError(`${name} is ${shown(value)}${hint}: ${accepted} is accepted`)
}

/** Names as a message lists them: `a, b or c`. */
export function listed(names: readonly string[], last = 'or'): string {
  return names.join(', ').replace(/, ([^,]*)$/, ` ${last} $1`)
}

/**
 * A backend that is not there, or does not compute what it should: the message names it, what happened and what is
 * available. The only class that `@lazyrich/tf` throws on purpose.
 */
export class TfError extends Error {
  override readonly name = 'TfError'
}

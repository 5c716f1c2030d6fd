/**
 * A backend that is unavailable or computes wrongly: the message names it, what happened and what is
 * available. The only class that `@lazyrich/tf` throws on purpose.
 */
export class TfError extends Error {
  override readonly name = 'TfError'
}

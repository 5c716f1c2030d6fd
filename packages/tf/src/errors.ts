/**
 * What a caller did wrong, a backend that is not there, or one that computes wrongly: the message names it, what came or
 * happened, and what is accepted or available. What core refuses (a seed, a parameter of an experiment) is a LazyrichError.
 */
export class TfError extends Error {
  override readonly name = 'TfError'
}

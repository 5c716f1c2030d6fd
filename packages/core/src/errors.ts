/**
 * A caller's mistake: the message names the argument, what came and what is accepted. The only class that
 * `@lazyrich/core` throws on purpose.
 */
export class LazyrichError extends Error {
  override readonly name = 'LazyrichError'
}

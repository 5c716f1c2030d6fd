/**
 * A run on disk that cannot be written, resumed or read: the message names the directory or file, what was found and
 * what is accepted. The only class that `@lazyrich/runs` throws on purpose.
 */
export class RunsError extends Error {
  override readonly name = 'RunsError'
}

import { LazyrichError } from '@lazyrich/core/port'
import * as v from 'valibot'

/** What a line of input must be: the schema that checks it, and a description for error messages. */
export interface ProblemShape<T> {
  readonly schema: v.GenericSchema<unknown, T>
  /** As in `an object with a0, w0, times, and target or X and y,`. */
  readonly whole: string
}

/** A positive number; the message is for a missing one. */
export const positiveNumber: v.GenericSchema<number> = v.number('a number > 0 is accepted')

/**
 * The fields of a problem; fields that the shape does not name are ignored.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
export function readProblem<T>({ schema, whole }: ProblemShape<T>, problem: unknown): T {
  if (typeof problem !== 'object' || problem === null || Array.isArray(problem))
    throw new LazyrichError(`the line is ${JSON.stringify(problem).slice(0, 40)}: ${whole} is accepted`)
  const parsed = v.safeParse(schema, problem)
  if (parsed.success) return parsed.output
  const issue = parsed.issues[0]
  const path = v.getDotPath(issue)
  throw new LazyrichError(
    issue.received === 'undefined'
      ? `${path} is missing: ${/^Invalid/.test(issue.message) ? `${whole} is accepted` : issue.message}`
      : `${path} is ${issue.received}: ${/^Invalid/.test(issue.message) ? `${issue.expected} is accepted` : issue.message}`,
  )
}

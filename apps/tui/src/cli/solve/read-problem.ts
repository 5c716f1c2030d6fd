import { LazyrichError, nearest } from '@lazyrich/core/port'
import * as v from 'valibot'

/** What a line of input must be: the schema that checks it, and a description for error messages. */
export interface ProblemShape<T> {
  readonly schema: v.GenericSchema<unknown, T> & { readonly entries: object }
  /**
   * Fields that say what a problem is or what comes out of it, as cases of the reference files and our own answers hold
   * them beside the problem: they are let be, so that a case is a valid line.
   */
  readonly beside: readonly string[]
  /** As in `an object with a0, w0, times, and target or X and y,`. */
  readonly whole: string
}

/** Beside the problems of every family: what sort of case it is, and how exact its numbers are. */
const BESIDE = ['tag', 'tolerance']

/** A positive number; the message is for a missing one. */
export const positiveNumber: v.GenericSchema<number> = v.number('a number > 0 is accepted')

const RATES_ACCEPTED = 'a number or {"a": number, "w": number} is accepted'

/** Rates of the two layers: one for both, or of each. */
export const layerRates: v.GenericSchema<number | { a: number; w: number }> = v.lazy((came) =>
  typeof came === 'object'
    ? closedObject({ a: positiveNumber, w: positiveNumber }, RATES_ACCEPTED)
    : v.number(RATES_ACCEPTED),
)

const LOSSES = ['half-sum', 'mean', 'half-mean'] as const
const LOSS_ACCEPTED = 'half-sum, mean or half-mean is accepted'

/** How the residuals add up to the loss that is trained on. */
export const lossName: v.GenericSchema<(typeof LOSSES)[number]> = v.picklist(LOSSES, LOSS_ACCEPTED)

/** The same where `loss` is also a result: a list of numbers, or null, stands beside the problem and says nothing of it. */
export const lossNameOrResult: v.GenericSchema<(typeof LOSSES)[number] | unknown[] | null> = v.union(
  [lossName, v.array(v.unknown()), v.null()],
  LOSS_ACCEPTED,
)

/** An object of these fields and no others; an unknown one is answered with the nearest. */
export function closedObject<const T extends v.ObjectEntries>(
  entries: T,
  message: string,
): v.StrictObjectSchema<T, (issue: v.StrictObjectIssue) => string> {
  return v.strictObject(entries, (issue) =>
    isUnknown(issue) ? unknown(String(issue.input), Object.keys(entries)) : message,
  )
}

/**
 * The fields of a problem.
 *
 * @throws LazyrichError that names the field, what came and what is accepted; for a field that is neither the problem's
 * nor one of those beside it, the nearest, unless the line has `"extra": true`.
 */
export function readProblem<T>(shape: ProblemShape<T>, problem: unknown): T {
  const { schema, whole } = shape
  if (typeof problem !== 'object' || problem === null || Array.isArray(problem))
    throw new LazyrichError(`the line is ${asJson(problem)}: ${whole} is accepted`)
  refuseUnknown(shape, problem)
  const parsed = v.safeParse(schema, problem)
  if (parsed.success) return parsed.output
  for (const issue of parsed.issues) refuseUnknownPart(issue)
  const issue = parsed.issues[0]
  const path = v.getDotPath(issue)
  throw new LazyrichError(
    issue.received === 'undefined'
      ? `${path} is missing: ${/^Invalid/.test(issue.message) ? `${whole} is accepted` : issue.message}`
      : `${path} is ${typeof issue.input === 'object' ? asJson(issue.input) : issue.received}: ${/^Invalid/.test(issue.message) ? `${issue.expected} is accepted` : issue.message}`,
  )
}

/**
 * Sizes may stand beside the arrays that have them, as they do in the reference files; null says nothing.
 *
 * @throws LazyrichError for one that contradicts its arrays.
 */
export function requireSizes(
  problem: unknown,
  sizes: { readonly [name: string]: { readonly size: number | readonly number[]; readonly of: string } },
): void {
  for (const [name, { size, of }] of Object.entries(sizes)) {
    const said = (problem as { readonly [name: string]: unknown })[name] ?? null
    if (said !== null && JSON.stringify(said) !== JSON.stringify(size))
      throw new LazyrichError(`${name} is ${asJson(said)}: ${asJson(size)}, ${of}, is accepted`)
  }
}

/** What came: a list or an object by its beginning. */
function asJson(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Names are case-sensitive: `Leak` would otherwise leave `leak` at its default without a word. */
function refuseUnknown({ schema, beside }: ProblemShape<unknown>, problem: object): void {
  const { extra = false } = problem as { readonly extra?: unknown }
  if (typeof extra !== 'boolean')
    throw new LazyrichError(`extra is ${JSON.stringify(extra)}: true or false is accepted`)
  if (extra) return
  const known = Object.keys(schema.entries)
  const allowed = new Set([...known, ...beside, ...BESIDE, 'extra'])
  const odd = Object.keys(problem).find((name) => !allowed.has(name))
  if (odd !== undefined)
    throw new LazyrichError(`${odd} is ${unknown(odd, known)}; "extra": true lets a line hold other fields`)
}

/** The same within a field: `learningRate.W`. */
function refuseUnknownPart(issue: v.BaseIssue<unknown>, within = ''): void {
  const path = [within, v.getDotPath(issue) ?? ''].filter((part) => part !== '').join('.')
  if (isUnknown(issue)) throw new LazyrichError(`${path.replaceAll(/\.(\d+)/g, '[$1]')} is ${issue.message}`)
  for (const part of issue.issues ?? []) refuseUnknownPart(part, path)
}

/** True where a closed object holds a field that it does not know; a list in its place is another matter. */
function isUnknown({ type, expected, path }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never' && !Array.isArray(path?.at(-1)?.input)
}

function unknown(name: string, known: readonly string[]): string {
  return `unknown${nearest(name, known)}; known: ${known.join(', ')}`
}

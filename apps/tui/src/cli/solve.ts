import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { LazyrichError, nearest } from '@lazyrich/core'
import { solveSingleNeuron } from './solve-single-neuron.ts'

/** One problem in, one solution out, both plain data. */
type Solver = (problem: unknown) => unknown

const families: { readonly [family: string]: Solver } = { 'single-neuron': solveSingleNeuron }

/** The families that `lazyrich solve` knows. */
export const familyNames: readonly string[] = Object.keys(families)

/** The fields of a problem and of its solution, and one to try. */
export const solveHelp = `
single-neuron: gradient flow of f(x) = a wᵀx on ½‖X a w − y‖²
  in   a0, w0, times, learningRate {a, w} (1 if left out), and
       target (β* = Xᵀy, where XᵀX = I: closed form) or X and y (any data: integration)
  out  a, w, kernelDistance at each time; delta = η_w a² − η_a‖w‖²; basin, the sign of a at
       the end (0 at a saddle, null where rounding decides); with X also limit {a, w}
  A list of numbers may be {"file": "X.f64", "shape": [1000, 100]}: raw little-endian float64.

  echo '{"a0": 1, "w0": [-1, 0], "target": [0, 1], "times": [0, 1, 10]}' | lazyrich solve single-neuron
`

/**
 * Reads a problem a line, writes a solution a line. A bad line is answered with `{"error": …}` in its place, and the
 * rest goes on. Returns the number of bad lines.
 *
 * @throws LazyrichError for an unknown family.
 */
export async function solve(family: string, input: Readable, output: Writable): Promise<number> {
  const solver = Object.hasOwn(families, family) ? families[family] : undefined
  if (!solver)
    throw new LazyrichError(
      `family ${family} is unknown${nearest(family, familyNames)}; known: ${familyNames.join(', ')}`,
    )
  let bad = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const answer = answerTo(solver, line)
    if (isError(answer)) bad++
    if (!output.write(`${JSON.stringify(answer, printable)}\n`))
      await new Promise((resolve) => output.once('drain', resolve))
  }
  return bad
}

function answerTo(solver: Solver, line: string): unknown {
  try {
    return solver(JSON.parse(line))
  } catch (error) {
    if (error instanceof SyntaxError) return { error: `not JSON: ${error.message}` }
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function isError(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'error' in answer
}

/** JSON knows no NaN and no infinity: they are written as strings, as in a run's files. */
function printable(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

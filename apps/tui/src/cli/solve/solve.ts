import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { LazyrichError, nearest } from '@lazyrich/core'
import { deepLinearFamily } from './deep-linear.ts'
import type { Family } from './family.ts'
import { singleNeuronFamily } from './single-neuron.ts'
import { twoLayerLinearFamily } from './two-layer-linear.ts'
import { twoLayerReluFamily } from './two-layer-relu.ts'

const families: { readonly [family: string]: Family } = {
  'single-neuron': singleNeuronFamily,
  'two-layer-linear': twoLayerLinearFamily,
  'deep-linear': deepLinearFamily,
  'two-layer-relu': twoLayerReluFamily,
}

/** The families that `lazyrich solve` knows. */
export const familyNames: readonly string[] = Object.keys(families)

/** The fields of every family's problems and solutions, and one of each to try. */
export const solveHelp: string = `${Object.values(families)
  .map(({ help }) => help)
  .join('')}
A list of numbers may be {"file": "X.f64", "shape": [1000, 100]}: raw little-endian float64.
`

/**
 * Reads a problem a line, writes a solution a line. A bad line is answered with `{"error": …}` in its place, and the
 * rest goes on. Returns the number of bad lines.
 *
 * @throws LazyrichError for an unknown family.
 */
export async function solve(family: string, input: Readable, output: Writable): Promise<number> {
  const known = Object.hasOwn(families, family) ? families[family] : undefined
  if (!known)
    throw new LazyrichError(
      `family ${family} is unknown${nearest(family, familyNames)}; known: ${familyNames.join(', ')}`,
    )
  let bad = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const answer = answerTo(known, line)
    if (isError(answer)) bad++
    if (!output.write(`${JSON.stringify(answer, printable)}\n`))
      await new Promise((resolve) => output.once('drain', resolve))
  }
  return bad
}

function answerTo({ solve }: Family, line: string): unknown {
  try {
    return solve(JSON.parse(line))
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

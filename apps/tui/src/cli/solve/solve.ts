import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { LazyrichError, nearest } from '@lazyrich/core/port'
import { shown } from '../../draw/shown.ts'
import { say } from '../output.ts'
import { createProgressLine, type ProgressLine } from '../progress-line.ts'
import { families, familyNames } from './families.ts'
import type { Solve, Watch } from './family.ts'

/** Milliseconds before a line reports its progress. */
const SILENCE = 1000

/**
 * Reads a problem per line and writes a solution per line; progress of a long one goes to standard error. A bad line is
 * answered with `{"error": …}` in its place, one that ends early with its error beside what it reached; the other lines
 * are unaffected. A byte-order mark before the first line is skipped. Returns the number of lines with an error.
 *
 * @throws LazyrichError for an unknown family.
 */
export async function solve(family: string, input: Readable, output: Writable): Promise<number> {
  const known = Object.hasOwn(families, family) ? families[family] : undefined
  if (!known)
    throw new LazyrichError(
      `family ${family} is unknown${nearest(family, familyNames)}; known: ${familyNames.join(', ')}`,
    )
  const { solve: solveOne } = await known.load()
  let bad = 0
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    const text = number === 1 ? withoutMark(line) : line
    if (text.trim() === '') continue
    const progress = watchLine(`line ${number}`)
    const answer = answerTo(solveOne, text, progress.watch)
    progress.end()
    if (isError(answer)) bad++
    if (isError(answer) && Object.keys(answer).length > 1) say(`line ${number}: ${answer.error}`)
    if (!output.write(`${JSON.stringify(answer, printable)}\n`))
      await new Promise((resolve) => output.once('drain', resolve))
  }
  return bad
}

/** Reports the progress of one line on standard error once it takes longer than {@link SILENCE}. */
function watchLine(label: string): { readonly watch: Watch; end(): void } {
  let line: ProgressLine | undefined
  return {
    watch(axis, at, extent) {
      line ??= createProgressLine(label, axis, extent, SILENCE)
      line.update({ kind: 'progress', step: at, time: at })
    },
    end() {
      line?.end()
    },
  }
}

function answerTo(solve: Solve, line: string, watch: Watch): unknown {
  try {
    return solve(JSON.parse(line), watch)
  } catch (error) {
    if (error instanceof SyntaxError) return { error: shown(`not JSON: ${error.message}`) }
    return { error: shown(error instanceof Error ? error.message : String(error)) }
  }
}

/** The first line without the byte-order mark that some editors and shells put before it. */
function withoutMark(line: string): string {
  return line.startsWith('\ufeff') ? line.slice(1) : line
}

function isError(answer: unknown): answer is { readonly error: unknown } {
  return typeof answer === 'object' && answer !== null && 'error' in answer
}

/** JSON has neither NaN nor infinity: they are written as strings, as in a run's files. */
function printable(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

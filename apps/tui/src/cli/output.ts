import { shown, shownLines } from '../draw/shown.ts'

/** Writes to standard output; resolves when there is room for more, so that a slow reader slows the sender. */
export function print(text: string): Promise<void> | undefined {
  if (process.stdout.write(text)) return undefined
  return new Promise((resolve) => process.stdout.once('drain', () => resolve()))
}

/** A reader that goes away, as in `… | head`, is not an error. */
export function tolerateClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    say(`standard output cannot be written (${error.code ?? error.message})`)
    process.exit(1)
  })
}

/** What a call has trained. */
export interface Trained {
  /** Runs that it was asked for. */
  readonly runs: number
  /** Runs that it brought to their end. */
  readonly ended: number
  /** Runs that an earlier call had brought there. */
  readonly before: number
  /** Steps that it took, without those of an earlier call. */
  readonly steps: number
}

/** What training took: `3 runs, 30000 steps in 0.412 s`, or `1 of 3 runs, 12000 steps in 0.165 s; 2 had ended before`. */
export function summary({ runs, ended, before, steps }: Trained, milliseconds: number): string {
  const done = ended === runs ? `${runs}` : `${ended} of ${runs}`
  const earlier = before > 0 ? `; ${before} had ended before` : ''
  return `${done} run${runs === 1 ? '' : 's'}, ${steps} steps in ${(milliseconds / 1000).toFixed(3)} s${earlier}`
}

/** One line for a person, on standard error: the door of every message, which may quote what was typed. */
export function say(text: string): void {
  process.stderr.write(`lazyrich: ${shown(text)}\n`)
}

/** The same for what has several lines, as a stack has. */
export function sayLines(text: string): void {
  process.stderr.write(`lazyrich: ${shownLines(text)}\n`)
}

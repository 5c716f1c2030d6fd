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

/** What training took: `3 runs, 30000 steps in 0.412 s`. */
export function summary(runs: number, steps: number, milliseconds: number): string {
  return `${runs} run${runs === 1 ? '' : 's'}, ${steps} steps in ${(milliseconds / 1000).toFixed(3)} s`
}

/** One line for a person, on standard error. */
export function say(text: string): void {
  process.stderr.write(`lazyrich: ${text}\n`)
}

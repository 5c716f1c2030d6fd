import { EventEmitter } from 'node:events'

export type SheetOptions = {
  readonly columns: number
  readonly rows: number
  /** Receives the sequences that switch modes of the terminal, such as the cursor and the alternate screen. */
  readonly passThrough: (sequence: string) => void
  /** Called after each frame, with its text. */
  readonly onFrame?: (frame: string) => void
}

/** Sequences with a private prefix (DEC modes `?…h`, the kitty keyboard `>…u`): they concern the terminal, not the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const PRIVATE = /\x1b\[[<=>?][\d;]*[@-~]/g

/** Cursor moves and erasing: every other sequence except SGR. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const PLACEMENT = /\x1b\[[\d;]*[@-ln-~]/g

/** Synchronized output. The compositor writes once a frame, which does the same. */
const isSynchronized = (sequence: string): boolean => sequence.startsWith('\x1b[?2026')

/**
 * A terminal in memory for Ink's `stdout`: it keeps the text of the latest frame. Ink writes a frame by
 * erasing the previous lines and writing new ones; only lines are kept, and a write that only erases keeps the frame.
 * `render(<App />, { stdout: sheet as unknown as NodeJS.WriteStream, patchConsole: false })`
 */
export class Sheet extends EventEmitter {
  readonly isTTY = true
  readonly writable = true
  columns: number
  rows: number
  /** The latest frame: lines with SGR sequences. */
  frame = ''
  readonly #passThrough: (sequence: string) => void
  readonly #onFrame: (frame: string) => void

  constructor({ columns, rows, passThrough, onFrame = () => {} }: SheetOptions) {
    super()
    this.columns = columns
    this.rows = rows
    this.#passThrough = passThrough
    this.#onFrame = onFrame
  }

  /** Handles everything synchronously, even as the process exits; only the callback comes later, as on any stream. */
  write(data: string | Uint8Array, encoding?: string | (() => void), callback?: () => void): boolean {
    const text = typeof data === 'string' ? data : new TextDecoder().decode(data)
    for (const [sequence] of text.matchAll(PRIVATE)) {
      if (!isSynchronized(sequence)) this.#passThrough(sequence)
    }
    const lines = text.replace(PRIVATE, '').replace(PLACEMENT, '')
    if (lines !== '') {
      this.frame = lines.replace(/\n$/, '')
      this.#onFrame(this.frame)
    }
    const done = typeof encoding === 'function' ? encoding : callback
    if (done) queueMicrotask(done)
    return true
  }

  resize(columns: number, rows: number): void {
    this.columns = columns
    this.rows = rows
    this.emit('resize')
  }
}

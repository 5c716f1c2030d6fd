import { EventEmitter } from 'node:events'
import { type MouseReport, parseMouse } from './mouse.ts'
import { createTokens } from './tokens.ts'

/** Milliseconds after which an escape is the key, and no longer the beginning of a sequence. */
const KEY = 20
/** The same for what a person cannot have typed: on a slow link the rest may come late. */
const SEQUENCE = 1000

/**
 * What is no key: sequences with a private prefix (mouse reports, device attributes), modes, cursor position, focus in
 * and out, and strings.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const REPLY = /^\x1b(?:\[(?:[<=>?].*|[\d;]*\$y|\d+;\d+R|[IO])|[\]P^_X].+)$/s

/** Escape as the kitty protocol writes it: Ink waits for the rest of a bare one, and this class has waited already. */
const ESCAPE = '\x1b[27u'

export interface KeyboardOptions {
  readonly onMouse: (report: MouseReport) => void
  /** Receives what the terminal answers. */
  readonly onReply: (sequence: string) => void
  /** Asked about keys while nobody else listens; those that it takes are not kept for who comes. */
  readonly takesEarly: (key: string) => boolean
}

/**
 * Standard input for Ink, without what is no key: mouse reports and answers of the terminal are taken out. Each `read`
 * gives one key, so that several that arrive at once are several for Ink too, which would take `jj\r` for pasted text.
 * The modes of the terminal are the session's: Ink's wish for them has no effect here.
 */
export class Keyboard extends EventEmitter {
  readonly isTTY = true
  readonly #tokens = createTokens()
  readonly #keys: string[] = []
  readonly #options: KeyboardOptions
  #timer: NodeJS.Timeout | undefined

  constructor(options: KeyboardOptions) {
    super()
    this.#options = options
    this.on('newListener', (event) => {
      if (event === 'readable' && this.#keys.length > 0) setImmediate(() => this.emit('readable'))
    })
  }

  /** Takes what the terminal has sent. */
  push(piece: string): void {
    clearTimeout(this.#timer)
    this.#accept(this.#tokens.push(piece))
    const { waiting } = this.#tokens
    if (waiting) this.#timer = setTimeout(() => this.#accept(this.#tokens.flush()), waiting === 'key' ? KEY : SEQUENCE)
  }

  /** The next key, as on a readable stream. */
  read(): string | null {
    return this.#keys.shift() ?? null
  }

  setRawMode(_isRaw: boolean): this {
    return this
  }

  setEncoding(_encoding: string): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }

  #accept(tokens: readonly string[]): void {
    const isHeard = this.listenerCount('readable') > 0
    for (const token of tokens) {
      const report = parseMouse(token)
      if (report) this.#options.onMouse(report)
      else if (REPLY.test(token)) this.#options.onReply(token)
      else if (isHeard || !this.#options.takesEarly(token)) this.#keys.push(token === '\x1b' ? ESCAPE : token)
    }
    if (isHeard && this.#keys.length > 0) this.emit('readable')
  }
}

import { EventEmitter } from 'node:events'
import { type MouseReport, parseMouse } from './mouse.ts'
import { createTokens } from './tokens.ts'

/** Milliseconds after which an escape is the key, and no longer the beginning of a sequence. */
const KEY = 20
/** The same for what a person cannot have typed: on a slow link the rest may come late. */
const SEQUENCE = 1000

/**
 * What is no key: sequences with a private prefix (mouse reports, device attributes), modes, cursor position, focus in
 * and out, the brackets around pasted text, and strings.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const REPLY = /^\x1b(?:\[(?:[<=>?].*|[\d;]*\$y|\d+;\d+R|[IO]|20[01]~)|[\]P^_X].+)$/s

/**
 * Escape and, with alt, `[` and `O` as the kitty protocol writes them: Ink waits for the rest of a bare one, which the
 * next key would then be, and this class has waited already.
 */
const WHOLE: { readonly [key: string]: string } = { '\x1b': '\x1b[27u', '\x1b[': '\x1b[91;3u', '\x1bO': '\x1b[79;3u' }

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
      // No terminal writes a report with alt: the escape is the key, pressed just before.
      const said = token.startsWith('\x1b\x1b') ? token.slice(1) : token
      const report = parseMouse(said)
      const isReport = report !== undefined || REPLY.test(said)
      if (said !== token && isReport) this.#type('\x1b', isHeard)
      if (report) this.#options.onMouse(report)
      else if (isReport) this.#options.onReply(said)
      else this.#type(token, isHeard)
    }
    if (isHeard && this.#keys.length > 0) this.emit('readable')
  }

  #type(key: string, isHeard: boolean): void {
    if (isHeard || !this.#options.takesEarly(key)) this.#keys.push(WHOLE[key] ?? key)
  }
}

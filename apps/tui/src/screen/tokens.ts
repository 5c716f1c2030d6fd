/** How long a beginning of an unknown sequence may grow before it is dropped. */
const LONGEST = 4096

/**
 * What a terminal sends, one key or one report each: a control sequence (CSI, with the Linux console's `ESC [ [ A` and
 * rxvt's `ESC [ 2 $`), a function key (SS3), a string (OSC, DCS, APC, PM, SOS), a key with escape before it, or one
 * character. In a group of its own, what broke off: a sequence or an answer with something in it that cannot follow.
 */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  /\x1b?\x1b\[(?:\[[A-Z]|[235678]\$|[0-?]*[ -/]*[@-~])|\x1b?\x1bO[\d;]*[@-~]|\x1b[\]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)|(\x1b(?:\[(?:[0-?]+[ -/]*|[ -/]+)|O[\d;]+|\]\d[^\x07\x1b]*))|\x1b[^\x1b]|[^\x1b]/uy

/** A sequence that has begun and may go on in the next read. */
const BEGUN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  /^\x1b(?:\x1b?(?:\[(?:\[|(?![235678]\$)[0-?]*[ -/]*)|O[\d;]*)?|[\]P^_X][^\x07\x1b]*\x1b?)$/u

/** Splits what arrives into tokens, however it was torn on its way. */
export interface Tokens {
  /** The tokens that are complete with this piece. */
  push(piece: string): string[]
  /** What waits for more: perhaps a key, as a person can have typed it (escape, alone or before a character), or not. */
  readonly waiting: 'key' | 'sequence' | undefined
  /** Waits no longer: the keys that it was; nothing of a sequence that never ended. */
  flush(): string[]
}

export function createTokens(): Tokens {
  let rest = ''
  return {
    push(piece) {
      const text = rest + piece
      rest = ''
      const tokens: string[] = []
      let at = 0
      while (at < text.length) {
        // Asked first: what introduces a string is a key with alt if nothing follows.
        if (text[at] === '\x1b' && BEGUN.test(text.slice(at))) {
          if (text.length - at <= LONGEST) rest = text.slice(at)
          break
        }
        TOKEN.lastIndex = at
        // An escape that begins nothing is the key itself.
        const [token, broken] = TOKEN.exec(text) ?? ['\x1b']
        if (broken === undefined) tokens.push(token)
        at += token.length
      }
      return tokens
    },
    get waiting() {
      return rest === '' ? undefined : rest.length <= 2 ? 'key' : 'sequence'
    },
    flush() {
      const typed = rest
      rest = ''
      if (typed === '\x1b\x1b') return ['\x1b', '\x1b']
      return typed !== '' && typed.length <= 2 ? [typed] : []
    },
  }
}

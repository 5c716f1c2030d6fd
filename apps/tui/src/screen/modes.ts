/** A mode of the terminal that is switched, `ESC [ ? number h` or `l`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const MODE = /^\x1b\[\?(\d+)([hl])$/

/** The cursor is visible by itself (mode 25): the only mode here that a shell has on. */
const SHOWN = 25

/** The modes of the terminal that are not as the shell had them. */
export interface Modes {
  /** What to send for this sequence: itself, or nothing where the terminal is in that mode already. */
  change(sequence: string): string
  /** Sends everything back to how the shell had it; the modes are remembered for {@link again}. */
  restore(): string
  /** Switches on again what {@link restore} took away. */
  again(): string
}

/**
 * Remembers which modes were switched, so that every way out puts back exactly those. Leaving the alternate screen
 * twice would move the cursor, so nothing is sent twice.
 */
export function createModes(): Modes {
  /** By number, the sequence that switched it, in the order in which that happened. */
  const switched = new Map<number, string>()
  let isAway = false
  const opposite = (sequence: string): string => sequence.slice(0, -1) + (sequence.endsWith('h') ? 'l' : 'h')
  return {
    change(sequence) {
      const [, digits, letter] = MODE.exec(sequence) ?? []
      if (digits === undefined) return isAway ? '' : sequence
      const number = Number(digits)
      const isOurs = (letter === 'h') !== (number === SHOWN)
      if (isOurs === switched.has(number)) return ''
      if (isOurs) switched.set(number, sequence)
      else switched.delete(number)
      return isAway ? '' : sequence
    },
    restore() {
      if (isAway) return ''
      isAway = true
      return [...switched.values()].reverse().map(opposite).join('')
    },
    again() {
      if (!isAway) return ''
      isAway = false
      return [...switched.values()].join('')
    },
  }
}

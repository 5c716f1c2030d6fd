/**
 * True for a code point that a terminal acts upon, or that reorders or breaks the text around it, instead of showing it:
 * C0 (with escape, bell, line ends), DEL, C1 (with the one-byte CSI), the signs that direct bidirectional text, and the
 * line and paragraph separators.
 */
export function isControl(codePoint: number): boolean {
  if (codePoint < 0x7f) return codePoint < 0x20
  if (codePoint < 0xa0) return true
  if (codePoint < 0x200e) return codePoint === 0x61c
  return (
    codePoint <= 0x200f ||
    (codePoint >= 0x2028 && codePoint <= 0x202e) || // separators, embeddings, overrides
    (codePoint >= 0x2066 && codePoint <= 0x2069) // isolates
  )
}

/**
 * Text from outside (typed, or read from a disk) as a terminal may have it: each control character is written out, as
 * in `\u001b[2J`. Line ends too, so that one line of text stays one.
 */
export function shown(text: string): string {
  let visible = ''
  for (const character of text) {
    const codePoint = character.codePointAt(0)!
    visible += isControl(codePoint) ? `\\u${codePoint.toString(16).padStart(4, '0')}` : character
  }
  return visible
}

/** The same for text of several lines, whose line ends stay. */
export function shownLines(text: string): string {
  return text.split('\n').map(shown).join('\n')
}

import type { Theme } from '../draw/theme.ts'
import type { Session } from './session.ts'

/** Milliseconds that the first picture waits for an answer, counted from the question. */
const PATIENCE = 150

/** OSC 11 asks for the background. Every terminal answers the question behind it (DA1), so silence costs no time. */
const QUESTION = '\x1b]11;?\x1b\\\x1b[c'

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const ANSWER = /^\x1b\]11;(?:rgba?:|#)([\da-f/]+)/i
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const ATTRIBUTES = /^\x1b\[\?[\d;]*c$/

/** Red, green and blue from 0 to 1, of `rrrr/gggg/bbbb` with one to four digits each, or `rrggbb`. */
function components(text: string): readonly number[] {
  const parts = text.includes('/') ? text.split('/') : (text.match(/.{1,2}/g) ?? [])
  return parts.slice(0, 3).map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1))
}

/** What a terminal's answer says about its background; undefined if it says nothing. */
export function themeOf(reply: string): Theme | undefined {
  const text = ANSWER.exec(reply)?.[1]
  if (text === undefined) return undefined
  const [red, green, blue] = components(text)
  if (red === undefined || green === undefined || blue === undefined) return undefined
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? 'light' : 'dark'
}

/** Without an answer: COLORFGBG, `text;background` in sixteen colours, which rxvt and Konsole set; else dark. */
export function themeOfEnvironment(env: { readonly [name: string]: string | undefined }): Theme {
  const background = /;(\d+)$/.exec(env.COLORFGBG ?? '')?.[1]
  return background === '7' || Number(background ?? 0) > 8 ? 'light' : 'dark'
}

/**
 * Asks the terminal for its background. `found` is called with the answer whenever it comes; the promise resolves once
 * there is nothing worth waiting for.
 */
export function askBackground(session: Session, found: (theme: Theme) => void): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE)
    session.on('reply', (reply) => {
      const theme = themeOf(reply)
      if (theme) found(theme)
      if (theme || ATTRIBUTES.test(reply)) resolve()
    })
    session.send(QUESTION)
  })
}

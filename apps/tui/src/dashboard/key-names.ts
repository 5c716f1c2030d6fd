import type { Key } from 'ink'

/** One name for what Ink reports in two arguments: `space`, `tab`, `shift+tab`, `ctrl+z`, `s`. */
export function keyName(input: string, key: Partial<Key>): string {
  const name = special(key)
  if (name) return key.shift && (name === 'tab' || name === 'left' || name === 'right') ? `shift+${name}` : name
  if (key.ctrl) return `ctrl+${input}`
  return named[input] ?? input
}

/** Characters that have a name; in a report of several keys they come as they are. */
const named: { readonly [character: string]: string } = { ' ': 'space', '\r': 'return', '\n': 'return', '\t': 'tab' }

function special(key: Partial<Key>): string | undefined {
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.pageUp) return 'pageup'
  if (key.pageDown) return 'pagedown'
  if (key.home) return 'home'
  if (key.end) return 'end'
  if (key.return) return 'return'
  if (key.escape) return 'escape'
  if (key.tab) return 'tab'
  if (key.backspace || key.delete) return 'backspace'
  return undefined
}

/** The keys of one report: on a slow line, or with a key held down, several characters arrive at once. */
export function keyNames(input: string, key: Partial<Key>): string[] {
  const name = keyName(input, key)
  return name === input && input.length > 1 ? Array.from(input, (character) => keyName(character, {})) : [name]
}

import { expect, test } from 'vitest'
import { createGrid, put, toText } from '../../src/draw/grid.ts'
import { isControl, shown, shownLines } from '../../src/draw/shown.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'

/** By Unicode's own properties: controls, separators of lines and paragraphs, what directs bidirectional text. */
const CONTROL = /^[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]$/u

test('isControl() is true for exactly what Unicode calls a control, a line separator or a bidi control', () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++)
    if (isControl(codePoint) !== CONTROL.test(String.fromCodePoint(codePoint)))
      throw new Error(`differs at ${codePoint.toString(16)}`)
})

test('shown() writes controls out and leaves all other text as it is', () => {
  expect(shown('\x1b]0;x\x07\x1b[2J\x9b31m\u202eabc\n\t\x7f')).toBe(
    '\\u001b]0;x\\u0007\\u001b[2J\\u009b31m\\u202eabc\\u000a\\u0009\\u007f',
  )
  const plain = 'δ = −1, Ordner/größer, 数据, 👩‍🔬, a\\b'
  expect(shown(plain)).toBe(plain)
  expect(shown(shown('\x1b[2J'))).toBe(shown('\x1b[2J'))
})

test('shownLines() keeps line ends and nothing else', () => {
  expect(shownLines('a\x1b[2J\nb\x9b\n')).toBe('a\\u001b[2J\nb\\u009b\n')
})

test('no cell of a screen holds a control, however its text came there', () => {
  const nasty = '\x1b\x07\x9b\u202e\u2066'
  const grid = createGrid(8, 1)
  put(grid, 0, 0, `a${nasty}b`, 0)
  expect(toText(grid)).toBe('a␛␇\ufffd\ufffd\ufffdb')
  expect(toText(parseAnsi(`a\x9b\u202e\u2066b`, 8, 1))).toBe('ab')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blit, createGrid, type Grid, put, putGlyph } from '../../src/draw/grid.ts'
import { ink } from '../../src/draw/palette.ts'
import { BOLD, DIM, INVERSE } from '../../src/draw/style.ts'
import type { Appearance } from '../../src/screen/appearance.ts'
import { createCompositor } from '../../src/screen/compositor.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const TOKEN = /\x1b\[([\d;]*)([a-zA-Z])|[\s\S]/gu

/** A terminal that knows what the compositor may use: CUP, ED 2, SGR and text with a deferred wrap. Else it throws. */
const createTerminal = (columns: number, rows: number) => {
  const screen = createGrid(columns, rows)
  let pen = 0
  let x = 0
  let y = 0
  const write = (output: string): void => {
    for (const [token, parameters = '', final] of output.matchAll(TOKEN)) {
      if (final === 'H') [y, x] = parameters.split(';').map((part) => Number(part) - 1) as [number, number]
      else if (final === 'm') pen = parseAnsi(`${token}x`, 1, 1).styles[0]!
      else if (final === 'J' && parameters === '2') blit(screen, createGrid(columns, rows), 0, 0)
      else {
        if (final !== undefined || token < ' ' || x >= columns || y >= rows)
          throw new Error(`unexpected ${JSON.stringify(token)} at ${x}, ${y}`)
        putGlyph(screen, x++, y, token.codePointAt(0)!, pen)
      }
    }
    expect(pen).toBe(0)
  }
  return { screen, write }
}

/** What can be seen: the ink of a blank cannot, unless it is inverse. */
const look = ({ glyphs, styles }: Grid): string[] =>
  Array.from(glyphs, (glyph, i) => `${glyph}/${glyph === 32 && !(styles[i]! & INVERSE) ? 0 : styles[i]}`)

const appearance = (): Appearance => ({ depth: 'truecolor', theme: 'dark', ascii: false })

const COLUMNS = 12
const ROWS = 4
const cell = fc.record({
  glyph: fc.constantFrom(32, 32, 32, 65, 0x28ff, 0x1f0a1),
  style: fc.constantFrom(0, 0, 5, 6 | 64, 1 | 128, 256),
})
const grid = fc.array(cell, { minLength: COLUMNS * ROWS, maxLength: COLUMNS * ROWS }).map((cells): Grid => {
  const filled = createGrid(COLUMNS, ROWS)
  cells.forEach(({ glyph, style }, i) => {
    filled.glyphs[i] = glyph
    filled.styles[i] = style
  })
  return filled
})

test('what the compositor writes turns each grid into the next on a terminal', () => {
  fc.assert(
    fc.property(fc.array(grid, { minLength: 1, maxLength: 4 }), (grids) => {
      const compositor = createCompositor(appearance())
      const terminal = createTerminal(COLUMNS, ROWS)
      for (const next of grids) {
        terminal.write(compositor.paint(next))
        expect(look(terminal.screen)).toEqual(look(next))
      }
    }),
  )
})

const withText = (text: string): Grid => {
  const filled = createGrid(COLUMNS, ROWS)
  put(filled, 0, 0, text, 0)
  return filled
}

test('the same grid again costs nothing', () => {
  const compositor = createCompositor(appearance())
  compositor.paint(withText('abc'))
  expect(compositor.paint(withText('abc'))).toBe('')
})

test('up to four unchanged cells are rewritten, over more the cursor jumps', () => {
  const compositor = createCompositor(appearance())
  compositor.paint(withText('a1234b12345'))
  expect(compositor.paint(withText('x1234y12345'))).toBe('\x1b[1;1Hx1234y')
  expect(compositor.paint(withText('z1234y12347'))).toBe('\x1b[1;1Hz\x1b[1;11H7')
})

test('forget() makes the next paint complete, and so does another size', () => {
  const compositor = createCompositor(appearance())
  const first = compositor.paint(withText('abc'))
  expect(first).toBe('\x1b[0m\x1b[2J\x1b[1;1Habc')
  compositor.forget()
  expect(compositor.paint(withText('abc'))).toBe(first)
  expect(compositor.paint(createGrid(3, 3))).toBe('\x1b[0m\x1b[2J')
})

test('another theme is painted whole, in its own colours', () => {
  const look = appearance()
  const compositor = createCompositor(look)
  const picture = createGrid(3, 1)
  put(picture, 0, 0, 'abc', ink.accent)
  const dark = compositor.paint(picture)
  look.theme = 'light'
  const light = compositor.paint(picture)
  expect(light).toContain('abc')
  expect(light).not.toBe(dark)
  expect(compositor.paint(picture)).toBe('')
})

test('in ascii, a change that cannot be seen costs nothing', () => {
  const compositor = createCompositor({ ...appearance(), ascii: true })
  expect(compositor.paint(withText('⠂ é'))).toBe("\x1b[0m\x1b[2J\x1b[1;1H' e")
  expect(compositor.paint(withText('⠁ e'))).toBe('')
})

test('without colours, bold, dim and inverse stay', () => {
  const compositor = createCompositor({ ...appearance(), depth: 'none' })
  const picture = createGrid(3, 1)
  for (const [x, bits] of [BOLD, DIM, INVERSE].entries()) putGlyph(picture, x, 0, 97, ink.accent | bits)
  expect(compositor.paint(picture)).toBe('\x1b[0m\x1b[2J\x1b[1;1H\x1b[0;1ma\x1b[0;2ma\x1b[0;7ma\x1b[0m')
})

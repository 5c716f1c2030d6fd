import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGrid, toAnsi, toText } from '../../src/draw/grid.ts'
import { ink, palette } from '../../src/draw/palette.ts'
import { BOLD, DIM, INVERSE } from '../../src/draw/style.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'

test('what toAnsi() writes reads back as the same grid', () => {
  const cell = fc.tuple(
    fc.constantFrom(65, 0x2500, 0x28ff),
    fc.constantFrom(...[...palette.keys()].filter((index) => index === 0 || palette[index]!.hex !== '')),
    // What is dimmed is mixed with the background: a colour of its own.
    fc.constantFrom(0, BOLD, INVERSE, BOLD | INVERSE),
  )
  fc.assert(
    fc.property(fc.array(cell, { minLength: 15, maxLength: 15 }), (cells) => {
      const grid = createGrid(5, 3)
      cells.forEach(([glyph, index, bits], i) => {
        grid.glyphs[i] = glyph
        grid.styles[i] = index | bits
      })
      expect(parseAnsi(toAnsi(grid, 'truecolor'), 5, 3)).toEqual(grid)
    }),
  )
})

const stylesOf = (text: string): number[] => [...parseAnsi(text, text.length, 1).styles]

test('attributes and colours end where SGR says', () => {
  expect(stylesOf('\x1b[1ma\x1b[7mb\x1b[27mc\x1b[22md').slice(0, 4)).toEqual([BOLD, BOLD | INVERSE, BOLD, 0])
  expect(stylesOf('\x1b[2;38;2;210;153;34ma\x1b[39mb\x1b[0mc').slice(0, 3)).toEqual([ink.warn | DIM, DIM, 0])
})

test('other colours become the nearest ink, backgrounds are ignored', () => {
  expect(stylesOf('\x1b[38;2;211;152;35ma')[0]).toBe(ink.warn)
  expect(stylesOf('\x1b[90ma')[0]).toBe(ink.muted)
  expect(stylesOf('\x1b[48;2;217;116;26ma\x1b[48;5;9mb\x1b[41mc\x1b[37md').slice(0, 4)).toEqual([0, 0, 0, 0])
})

test('other sequences leave no trace, and text outside the grid is cut', () => {
  expect(
    toText(parseAnsi('\x1b[2K\x1b[1A\x1b[Gab\x1b[?25lc\x1b]8;;https://a.b\x07d\x1b]8;;\x07efgh\nx\ny\nz', 6, 3)),
  ).toBe('abcdef\nx\ny')
})

test('a wide glyph is replaced and keeps its two cells, a mark is dropped', () => {
  expect(toText(parseAnsi('a漢b👍c\u0301d', 9, 1))).toBe('a� b� cd')
})

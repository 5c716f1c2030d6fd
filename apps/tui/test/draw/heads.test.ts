import { expect, test } from 'vitest'
import { createGrid, put, toText } from '../../src/draw/grid.ts'
import { type Head, putHeads } from '../../src/draw/heads.ts'
import { ink, inksOf } from '../../src/draw/palette.ts'

const head = (letter: string | undefined, column: number, style = 0): Head => ({
  ...{ column, row: 0, glyph: '●', style },
  ...(letter === undefined ? {} : { letter }),
})

function drawn(heads: readonly Head[], before = '', width = 12): string {
  const grid = createGrid(width, 1)
  put(grid, 0, 0, before, ink.muted)
  putHeads(grid, heads)
  return toText(grid)
}

test('each head has its letter beside it', () => {
  expect(drawn([head('a', 0), head('b', 5)])).toBe('●a   ●b')
})

test('heads in one cell have their letters side by side, in order, the last drawn among them', () => {
  expect(drawn([head('c', 2), head('a', 2), head('b', 8)])).toBe('  ●ac   ●b')
})

test('at the right border letters stand left of the head', () => {
  expect(drawn([head('a', 11), head('b', 0)])).toBe('●b        a●')
})

test('where not all have room, + stands for some, and the topmost is named', () => {
  expect(drawn([head('a', 2), head('b', 2), head('c', 2), head('d', 6)], '', 8)).toBe('  ●abc●d')
  expect(drawn([head('a', 0), head('b', 0), head('c', 0), head('d', 3)])).toBe('●c+●d')
})

test('letters take lines and dots, but neither text nor other heads', () => {
  expect(drawn([head('a', 1), head('b', 4)], '⠤⠤─⠤⠤⠤✕')).toBe('⠤●a⠤●b✕')
  expect(drawn([head('a', 1), head('b', 2)], '✕')).toBe('✕●●b')
})

test('a letter has the style of its run', () => {
  const [one, other] = inksOf('other', 2) as [number, number]
  const grid = createGrid(6, 1)
  putHeads(grid, [head('a', 0, one), head('b', 0, other)])
  expect([...grid.styles.subarray(0, 3)]).toEqual([other, one, other])
})

test('a run that is alone needs no letter, and more than twelve have none', () => {
  expect(drawn([head('a', 0)])).toBe('●')
  expect(
    drawn(
      [...'abcdefghijklm'].map((letter, i) => head(letter, 2 * i)),
      '',
      30,
    ),
  ).not.toMatch(/[a-z]/)
})

test('heads without letters in one cell say how many they are', () => {
  expect(drawn([head(undefined, 0), head(undefined, 0), head(undefined, 4)])).toBe('●²  ●')
})

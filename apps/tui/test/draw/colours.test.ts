import { describe, expect, test } from 'vitest'
import { parseHex, toIndex256 } from '../../src/draw/colour.ts'
import { colourDepth } from '../../src/draw/colour-depth.ts'
import { createGrid, put, toAnsi, toText } from '../../src/draw/grid.ts'
import { ink, palette } from '../../src/draw/palette.ts'
import { sgr } from '../../src/draw/sgr.ts'
import { BOLD, DIM, INVERSE } from '../../src/draw/style.ts'
import { deltaInks, seriesInks } from '../support/inks.ts'

const linear = (byte: number): number => (byte <= 10 ? byte / 3294.6 : ((byte / 255 + 0.055) / 1.055) ** 2.4)

/** Relative luminance and contrast as WCAG 2 defines them. */
const luminance = (hex: string): number => {
  const [red, green, blue] = parseHex(hex).map(linear) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (a: string, b: string): number => {
  const [dark, light] = [luminance(a), luminance(b)].toSorted((p, q) => p - q) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const VISIONS = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopic: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopic: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
} as const

/** CIE L*a*b* of an ink as someone with that vision sees it (Machado et al. 2009). */
const lab = (index: number, vision: readonly number[]): number[] => {
  const rgb = parseHex(palette[index]!.hex).map(linear)
  const [r, g, b] = [0, 3, 6].map((row) =>
    Math.max(
      0,
      rgb.reduce((sum, value, i) => sum + vision[row + i]! * value, 0),
    ),
  ) as [number, number, number]
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b)
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The least distance between two of the inks. A difference of 2 is just visible. */
const leastDistance = (inks: readonly number[], vision: readonly number[]): number =>
  Math.min(
    ...inks.flatMap((a, i) =>
      inks.slice(i + 1).map((b) => Math.hypot(...lab(a, vision).map((value, k) => value - lab(b, vision)[k]!))),
    ),
  )

describe('the palette', () => {
  test('has no colour twice, so that a colour identifies its ink', () => {
    expect(new Set(palette.map(({ hex }) => hex)).size).toBe(palette.length)
  })

  test('is legible on white and on a dark terminal', () => {
    for (const { hex } of palette.slice(1)) {
      expect(contrast(hex, '#ffffff')).toBeGreaterThan(2)
      expect(contrast(hex, '#0d1117')).toBeGreaterThan(3.4)
    }
  })

  test.each(Object.entries(VISIONS))('keeps its inks apart for %s vision', (_, vision) => {
    expect(leastDistance(seriesInks.slice(0, 3), vision)).toBeGreaterThan(45)
    expect(leastDistance(seriesInks, vision)).toBeGreaterThan(13)
    expect(leastDistance(deltaInks, vision)).toBeGreaterThan(14)
  })

  test('keeps the first three series apart in sixteen colours and in 256', () => {
    const first = seriesInks.slice(0, 3).map((index) => palette[index]!)
    expect(new Set(first.map(({ ansi16 }) => ansi16)).size).toBe(3)
    expect(new Set(palette.slice(1).map(({ hex }) => toIndex256(parseHex(hex)))).size).toBeGreaterThan(16)
  })
})

test('sgr() selects attributes and colour from any state', () => {
  expect(sgr(0, 'truecolor')).toBe('\x1b[0m')
  expect(sgr(seriesInks[0]! | BOLD, 'truecolor')).toBe('\x1b[0;1;38;2;217;116;26m')
  expect(sgr(seriesInks[0]! | DIM, '256')).toBe('\x1b[0;2;38;5;172m')
  expect(sgr(ink.muted | INVERSE, '16')).toBe('\x1b[0;7;90m')
  expect(sgr(ink.muted | BOLD, 'none')).toBe('')
})

test.each([
  [{ NO_COLOR: '1', FORCE_COLOR: '3' }, true, 'none'],
  [{ NO_COLOR: '', TERM: 'xterm' }, true, '16'],
  [{ FORCE_COLOR: '0', COLORTERM: 'truecolor' }, true, 'none'],
  [{ FORCE_COLOR: '1' }, false, '16'],
  [{ FORCE_COLOR: '2' }, false, '256'],
  [{ FORCE_COLOR: '3', TERM: 'dumb' }, false, 'truecolor'],
  [{ COLORTERM: 'truecolor' }, true, 'truecolor'],
  [{ COLORTERM: '24bit', TERM: 'xterm-256color' }, true, 'truecolor'],
  [{ TERM: 'tmux-256color' }, true, '256'],
  [{ TERM: 'dumb' }, true, 'none'],
  [{ TERM: 'vt100' }, true, '16'],
  [{ COLORTERM: 'truecolor' }, false, 'none'],
] as const)('colourDepth(%j, isTTY %s) is %s', (env, isTTY, depth) => {
  expect(colourDepth(env, isTTY)).toBe(depth)
})

test('put() cuts at the border, and text drops trailing blanks', () => {
  const grid = createGrid(6, 2)
  put(grid, -2, 0, 'abcd', 0)
  put(grid, 4, 1, 'wxyz', BOLD)
  put(grid, 0, 7, 'below', 0)
  expect(toText(grid)).toBe('cd\n    wx')
  expect(toAnsi(grid, '16')).toBe('cd\n    \x1b[0;1mwx\x1b[0m')
  expect(toAnsi(grid, 'none')).toBe('cd\n    wx')
})

import { describe, expect, test } from 'vitest'
import { parseHex } from '../../src/draw/colour.ts'
import { colourDepth } from '../../src/draw/colour-depth.ts'
import { createGrid, put, toAnsi, toText } from '../../src/draw/grid.ts'
import { ink, inksOf, palette } from '../../src/draw/palette.ts'
import { sgr } from '../../src/draw/sgr.ts'
import { BOLD, DIM, INVERSE, on } from '../../src/draw/style.ts'
import { backgrounds, type Theme } from '../../src/draw/theme.ts'

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

const themes = ['dark', 'light'] as const

/** The colour of an ink in a theme. */
const hexOf = (index: number, theme: Theme): string => (theme === 'dark' ? palette[index]!.hex : palette[index]!.light)

/** CIE L*a*b* of a colour as someone with that vision sees it (Machado et al. 2009). */
const lab = (hex: string, vision: readonly number[]): number[] => {
  const rgb = parseHex(hex).map(linear)
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
const leastDistance = (inks: readonly number[], theme: Theme, vision: readonly number[]): number =>
  Math.min(
    ...inks.flatMap((a, i) =>
      inks
        .slice(i + 1)
        .map((b) =>
          Math.hypot(...lab(hexOf(a, theme), vision).map((value, k) => value - lab(hexOf(b, theme), vision)[k]!)),
        ),
    ),
  )

/** Comparisons of so many δ above, at and below balance. */
const comparisons = [
  [1, 1, 1],
  [2, 1, 2],
  [3, 1, 3],
] as const
const inksFor = ([up, balanced, down]: readonly [number, number, number]): number[] => [
  ...inksOf('upstream', up),
  ...inksOf('balanced', balanced),
  ...inksOf('downstream', down),
]
const others = inksOf('other', 8)

describe('the palette', () => {
  test('has no colour twice, so that a colour identifies its ink', () => {
    const hexes = palette.map(({ hex }) => hex).filter((hex) => hex !== '')
    expect(new Set(hexes).size).toBe(hexes.length)
  })

  test.each(themes)('is legible in the %s theme', (theme) => {
    const inks = [
      ...(['upstream', 'balanced', 'downstream'] as const).flatMap((family) => inksOf(family, 24)),
      ...others,
    ]
    const least = theme === 'dark' ? 3 : 2.5
    for (const index of [...inks, ink.muted, ink.accent, ink.warn, ink.good])
      expect(contrast(hexOf(index, theme), backgrounds[theme]), palette[index]!.name).toBeGreaterThanOrEqual(least)
  })

  test.each(themes.flatMap((theme) => Object.entries(VISIONS).map(([name, vision]) => [name, theme, vision] as const)))(
    'keeps its inks apart for %s vision in the %s theme',
    (_, theme, vision) => {
      expect(leastDistance(inksFor([1, 1, 1]), theme, vision)).toBeGreaterThan(40)
      expect(leastDistance(inksFor([2, 1, 2]), theme, vision)).toBeGreaterThan(25)
      expect(leastDistance(inksFor([3, 1, 3]), theme, vision)).toBeGreaterThan(17)
      for (const family of ['upstream', 'balanced', 'downstream'] as const)
        expect(leastDistance(inksOf(family, 3), theme, vision)).toBeGreaterThan(12)
      expect(leastDistance(others, theme, vision)).toBeGreaterThan(20)
    },
  )

  test.each(themes)('keeps up to three runs of a family apart where there are sixteen, in the %s theme', (theme) => {
    const codes = (inks: readonly number[]): number[] =>
      inks.map((index) => (theme === 'dark' ? palette[index]!.ansi16 : palette[index]!.ansi16Light))
    for (const counts of [...comparisons, [3, 3, 3], [4, 4, 4]] as const) {
      const seen = codes(inksFor(counts))
      expect(new Set(seen).size, `${counts}`).toBe(seen.length)
    }
    const [white, grey] = theme === 'dark' ? [97, 37] : [30, 90]
    expect(codes(inksOf('balanced', 1))).toEqual([white])
    expect(codes(inksOf('balanced', 2))).toEqual([white, grey])
    // Cyan and bright cyan, red and dark yellow look alike once they are dimmed.
    if (theme === 'dark') {
      expect(codes(inksOf('downstream', 3))).toEqual([34, 94, 96])
      expect(codes(inksOf('upstream', 3))).toEqual([31, 91, 93])
    }
  })

  test.each(themes)(
    'keeps up to eight runs apart where there are 256 colours, in the %s theme, dimmed too',
    (theme) => {
      const count = (inks: readonly number[], attribute: number): number =>
        new Set(inks.map((index) => sgr(index | attribute, '256', theme))).size
      for (const inks of [...comparisons.map(inksFor), others])
        for (const attribute of [0, DIM]) expect(count(inks, attribute)).toBe(inks.length)
      for (const inks of [inksFor([4, 1, 3]), inksFor([3, 2, 3]), inksFor([3, 1, 4])]) expect(count(inks, 0)).toBe(8)
    },
  )
})

test('sgr() selects attributes and colour from any state', () => {
  expect(sgr(0, 'truecolor')).toBe('\x1b[0m')
  expect(sgr(ink.warn | BOLD, 'truecolor')).toBe('\x1b[0;1;38;2;210;153;34m')
  expect(sgr(ink.warn | BOLD, 'truecolor', 'light')).toBe('\x1b[0;1;38;2;154;103;0m')
  expect(sgr(ink.warn, '256')).toBe('\x1b[0;38;5;172m')
  expect(sgr(ink.muted | INVERSE, '16')).toBe('\x1b[0;7;90m')
  expect(sgr(ink.muted | BOLD, 'none')).toBe('\x1b[0;1m')
})

test('sgr() mixes what is dimmed with the background where it can, and leaves it to the terminal elsewhere', () => {
  expect(sgr(ink.warn | DIM, 'truecolor')).toBe('\x1b[0;38;2;151;112;31m')
  expect(sgr(ink.warn | DIM, 'truecolor', 'light')).toBe('\x1b[0;38;2;184;149;77m')
  expect(sgr(ink.warn | DIM, '16')).toBe('\x1b[0;2;93m')
})

test('a shade is a background of true colours and of 256, and no background of sixteen, where text would drown in it', () => {
  expect(sgr(ink.shade | on(ink.shade), 'truecolor')).toBe('\x1b[0;38;2;34;42;53;48;2;34;42;53m')
  const [, text, ground] = /38;5;(\d+);48;5;(\d+)m/.exec(sgr(ink.shade | on(ink.shade), '256'))!
  expect(text).toBe(ground)
  expect(sgr(ink.shade | on(ink.shade), '16')).toBe('\x1b[0;90m')
  expect(sgr(ink.default | on(ink.warn), '16')).toBe('\x1b[0;103m')
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
  expect(toAnsi(grid, 'none')).toBe('cd\n    \x1b[0;1mwx\x1b[0m')
})

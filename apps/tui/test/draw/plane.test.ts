import { describe, expect, test } from 'vitest'
import { toAnsi, toText } from '../../src/draw/grid.ts'
import { ink, inksOf } from '../../src/draw/palette.ts'
import { type Plane, plane } from '../../src/draw/plane.ts'
import { groundOf } from '../../src/draw/style.ts'
import { numberOf } from '../support/read-chart.ts'

const [one, other] = inksOf('other', 2) as [number, number]
const common: Plane = { width: 39, height: 9, title: 'Paths', xLabel: '', yLabel: '', paths: [] }
const draw = (more: Partial<Plane>): string[] => toText(plane({ ...common, ...more })).split('\n')

const numbers = (row: string): number[] => (row.match(/(?<![\d.])−?\d+(\.\d+)?(?![\d.])/g) ?? []).map(numberOf)

describe('the axes of a plane', () => {
  test.each([
    ['around the origin', { x: [-1, 1], y: [-1, 1] }],
    ['with the origin in a corner', { x: [0, 3], y: [0, 2] }],
    ['far from 1', { x: [-2e-4, 5e-4], y: [-4e-4, 1e-4] }],
    ['beside the origin', { x: [0.2, 0.9], y: [-0.3, 0.05] }],
  ] as const)('have two labelled ticks each at 39×9, %s', (_, domain) => {
    const text = draw({ domain })
    const axis = text.findIndex((row) => row.includes('┼'))
    const column = text[axis]!.indexOf('┼')
    const ticks = [...text[axis]!].filter((glyph) => glyph === '┬').length
    expect(ticks).toBeGreaterThanOrEqual(2)
    expect(text.filter((row) => row[column] === '┤').length).toBeGreaterThanOrEqual(2)
    const below = text[axis + 1] ?? text[axis - 1]!
    expect(below.replace(/[│┤┼]/g, ' ').trim().split(/ +/).length).toBeGreaterThanOrEqual(2)
    expect(text.filter((row) => /[\d⁰¹²³⁴⁵⁶⁷⁸⁹]┤|┤.*\d/.test(row)).length).toBeGreaterThanOrEqual(2)
  })

  test('have numbers that tell where things are', () => {
    const text = draw({
      width: 60,
      height: 20,
      domain: { x: [-4, 4], y: [-2, 2] },
      marks: [{ x: 2, y: 2, glyph: '✕', style: one }],
    })
    const axis = text.findIndex((row) => row.includes('┼'))
    const mark = text.findIndex((row) => row.includes('✕'))
    const column = text[mark]!.indexOf('✕')
    expect(numbers(text[mark]!)).toEqual([2])
    expect(text[axis]![column]).toBe('┬')
    expect(text[axis + 1]!.slice(column - 1, column + 2)).toContain('2')
  })

  test('keep their numbers where a path crosses them', () => {
    const x = Array.from({ length: 200 }, (_, i) => Math.cos(i / 30))
    const y = Array.from({ length: 200 }, (_, i) => Math.sin(i / 30))
    const text = draw({ paths: [{ x, y, style: one }] }).join('\n')
    expect(numbers(text).length).toBeGreaterThanOrEqual(4)
  })
})

test('several heads in a cell say how many they are, the last on top', () => {
  const at = (x: number, style: number) => ({ x: [x], y: [0.5], style })
  const grid = plane({
    ...common,
    domain: { x: [-1, 1], y: [-1, 1] },
    paths: [at(0.5, one), at(0.5, one), at(0.5, other)],
  })
  expect(toText(grid)).toContain('●³')
  const cell = grid.glyphs.indexOf('●'.codePointAt(0)!)
  expect(grid.styles[cell]! & 255).toBe(other)
  expect(draw({ domain: { x: [-1, 1], y: [-1, 1] }, paths: [at(0.5, one)] }).join('\n')).not.toContain('●¹')
})

test('a path takes a cell from the paths of other runs below it, whole', () => {
  const line = (slope: number, style: number) => ({ x: [-1, 1], y: [-slope, slope], style, head: ' ' })
  const domain = { x: [-1, 1], y: [-1, 1] } as const
  const both = plane({ ...common, domain, paths: [line(0.5, one), line(-0.5, other)] })
  const alone = plane({ ...common, domain, paths: [line(-0.5, other)] })
  for (const [cell, glyph] of alone.glyphs.entries())
    if (glyph > 0x2800 && glyph < 0x2900) expect([both.glyphs[cell], both.styles[cell]! & 255]).toEqual([glyph, other])
})

test('a shade is a ground in colours, and dots without', () => {
  const grid = plane({ ...common, domain: { x: [-1, 1], y: [-1, 1] }, shade: (x) => x > 0.2 })
  const shaded = [...grid.styles].filter((style) => groundOf(style) === ink.shade)
  expect(shaded.length).toBeGreaterThan(8 * 10)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  const visible = (depth: 'truecolor' | '16' | 'none'): boolean => /\x1b\[[^m]*48;2;34;42;53m/.test(toAnsi(grid, depth))
  expect([visible('truecolor'), visible('16'), visible('none')]).toEqual([true, false, false])
  expect(toAnsi(grid, 'none')).toContain('·····')
})

test('numbers, rays, contours and shade stand apart in one small pane', async () => {
  const text = toText(
    plane({
      ...common,
      title: 'Regions',
      domain: { x: [-1, 1], y: [-1, 1] },
      shade: (x, y) => x * y > 0,
      rays: [{ x: 1, y: 0.6, style: one }],
      contours: { f: (x, y) => x * x + y * y, levels: [0.4] },
    }),
  )
  await expect(`${text}\n`).toMatchFileSnapshot('frames/regions-39x9.txt')
})

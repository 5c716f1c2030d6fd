import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGrid, type Grid, put, toText } from '../../src/draw/grid.ts'
import { isControl } from '../../src/draw/shown.ts'
import { registry } from '../../src/registry.ts'
import { toAscii } from '../../src/screen/ascii.ts'
import { modelOf, until } from '../support/model.ts'
import { screenGrid } from '../support/render.ts'

const gridOf = (text: string): Grid => {
  const grid = createGrid(Array.from(text).length, 1)
  put(grid, 0, 0, text, 0)
  return grid
}

const ascii = (text: string): string => String.fromCodePoint(...toAscii(gridOf(text)).glyphs)

test.each([
  ['10⁻³ 10⁴', '1e-3 1e4'],
  ['1.25·10⁻³|', '1.25e-3  |'],
  ['−2·10¹²', '-2e12  '],
  ['δ = −1, τ ≤ ½', 'd = -1, t < 5'],
  ['‖w‖² β₀ x̂', '|w|2 b0 x?'],
  ['╭─┬─╮', '+-+-+'],
  ['▁▄█ ░▒▓', '_-# :+%'],
  ['● ∘ ✗ → ↓', '* o x > v'],
  ['⠀⠁⡀⢄⡠⠑⠤⠉⣀⡇⣿', ' \'.\\/\\-"_|#'],
  ['naïve Ångström', 'naive Angstrom'],
  ['🀀', '?'],
])('%s becomes %s', (text, expected) => {
  expect(ascii(text)).toBe(expected)
})

test('every picture keeps its size and its colours, and has no other character than ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), (text) => {
      const grid = gridOf(text)
      const plain = toAscii(grid)
      expect([plain.columns, plain.rows, plain.glyphs.length]).toEqual([grid.columns, grid.rows, grid.glyphs.length])
      expect(plain.styles).toEqual(grid.styles)
      for (const glyph of plain.glyphs) expect(glyph >= 32 && glyph < 127).toBe(true)
    }),
  )
})

test('every character that the sources and the experiments draw has one of its own', () => {
  const files = globSync(new URL('../../src/**/*.{ts,tsx}', import.meta.url).pathname)
  const texts = [...files.map((file) => readFileSync(file, 'utf8')), JSON.stringify(Object.values(registry))]
  const signs = new Set(Array.from(texts.join('')).filter((sign) => sign > '~' && !isControl(sign.codePointAt(0)!)))
  expect(signs.size).toBeGreaterThan(35)
  expect([...signs].filter((sign) => ascii(sign) === '?')).toEqual([])
})

for (const id of ['neuron-race', 'single-neuron', 'activation-regions', 'basins'])
  test(`the screens of ${id} are ASCII`, async () => {
    const { model } = modelOf(id, { pace: 30 })
    await until('frames are there', () => model.comparison!.runs.some(({ history }) => history.length > 3))
    for (const show of [() => {}, model.actions.help]) {
      show()
      for (const [columns, rows] of [
        [80, 24],
        [200, 60],
      ] as const) {
        const lines = toText(toAscii(screenGrid(model, columns, rows)))
        expect(lines).toMatch(/^[\n -~]*$/)
        expect(lines).not.toContain('?????')
      }
    }
  })

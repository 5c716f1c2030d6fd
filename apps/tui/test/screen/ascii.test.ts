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
  ['δ = −1, τ ≤ ½', 'D = -1, T < 5'],
  ['δ = −1, τ ≤ ½      ', 'delta = -1, tau < 5'],
  ['δ = −1   0.5', 'D = -1   0.5'],
  ['δ = −1     0.5', 'delta = -1 0.5'],
  ['│ of δ  │', '| of D  |'],
  ['│ of δ     │', '| of delta |'],
  ['δ ⠤      ', 'D -      '],
  ['δ↑ τ→ τ0.1      ', 'D^ T> T0.1      '],
  ['‖w‖² β₀ x̂', '|w|2 B0 x?'],
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
      if (!/[α-ω]/.test(text)) expect(plain.styles).toEqual(grid.styles)
      for (const glyph of plain.glyphs) expect(glyph >= 32 && glyph < 127).toBe(true)
    }),
  )
})

test('a text that makes room for a name takes its style along', () => {
  const grid = createGrid(12, 1)
  put(grid, 0, 0, 'δ', 1)
  put(grid, 1, 0, ' = 0', 2)
  put(grid, 11, 0, 'x', 3)
  const plain = toAscii(grid)
  expect(String.fromCodePoint(...plain.glyphs)).toBe('delta = 0  x')
  expect([...plain.styles]).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 0, 0, 3])
  expect([...grid.styles]).toEqual([1, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 3])
})

test('every character that the sources and the experiments draw has one of its own', () => {
  const files = globSync(new URL('../../src/**/*.{ts,tsx}', import.meta.url).pathname)
  const texts = [...files.map((file) => readFileSync(file, 'utf8')), JSON.stringify(Object.values(registry))]
  const signs = new Set(Array.from(texts.join('')).filter((sign) => sign > '~' && !isControl(sign.codePointAt(0)!)))
  expect(signs.size).toBeGreaterThan(35)
  expect([...signs].filter((sign) => ascii(sign) === '?')).toEqual([])
})

for (const id of Object.keys(registry))
  test(`the screens of ${id} are ASCII`, async () => {
    const { model } = modelOf(id, { pace: 30 })
    await until('frames are there', () => model.comparison!.runs.some(({ history }) => history.length > 3))
    for (const show of [() => {}, model.actions.help]) {
      show()
      for (const [columns, rows] of [
        [80, 24],
        [200, 60],
      ] as const) {
        const plain = toAscii(screenGrid(model, columns, rows))
        expect([plain.columns, plain.rows, plain.glyphs.length]).toEqual([columns, rows, columns * rows])
        const lines = toText(plain)
        expect(lines).toMatch(/^[\n -~]*$/)
        expect(lines).not.toContain('?????')
      }
    }
  })

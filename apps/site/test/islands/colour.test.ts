import { describe, expect, it } from 'vitest'
import { deltaColour, page, palette, rgbOf } from '../../src/islands/kit/colours.ts'

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((value) => {
    const channel = value / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

describe.each(['light', 'dark'] as const)('the colour of δ on a %s page', (theme) => {
  it('is that of the still picture where it has one', () => {
    for (const [delta, colours] of Object.entries(palette))
      expect(deltaColour(Number(delta), theme)).toBe(colours[theme])
  })

  it('stays beyond the outermost, and exists for any number', () => {
    expect(deltaColour(1e9, theme)).toBe(palette[4]![theme])
    expect(deltaColour(-Infinity, theme)).toBe(palette[-4]![theme])
    expect(deltaColour(Number.NaN, theme)).toBe(palette[0]![theme])
  })

  it('stands out from the page by 3 to 1 for every δ', () => {
    for (let delta = -10; delta <= 10; delta += 0.05) {
      const [a, b] = [luminance(deltaColour(delta, theme)), luminance(page[theme])]
      expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), String(delta)).toBeGreaterThan(3)
    }
  })

  it('is warmer upstream than downstream', () => {
    for (const delta of [0.5, 1, 3, 4]) {
      const [up, down] = [rgbOf(deltaColour(delta, theme)), rgbOf(deltaColour(-delta, theme))]
      expect(up[0] - up[2]).toBeGreaterThan(0)
      expect(down[0] - down[2]).toBeLessThan(0)
    }
  })
})

import { expect, test } from 'vitest'
import { toPng } from '../../picture/png.ts'
import { terminalSvg } from '../../picture/terminal-svg.ts'

const count = (svg: string, pattern: RegExp): number => svg.match(pattern)?.length ?? 0

test('every dot of braille is a circle in its place, every letter a text at the x of its cell', () => {
  const svg = terminalSvg('\x1b[38;5;166m⣿⠁\x1b[0m a<', 6, 1)
  expect(count(svg, /<circle /g)).toBe(9)
  expect(svg).toContain('<g fill="#d75f00" color="#d75f00"><circle cx="20.5" cy="20.5"')
  expect(svg).toContain('<text x="48" y="33">a</text><text x="58" y="33">&lt;</text>')
})

test('boxes and blocks are shapes, and what lies outside the screen is left out', () => {
  const svg = terminalSvg('╭┬━╮█▍▚ab\nbelow', 7, 1)
  expect(count(svg, /<path /g)).toBe(2)
  expect(count(svg, /<rect /g)).toBe(1 + 3 + 2 + 1 + 1 + 2)
  expect(svg).not.toContain('<text')
})

test('inverse text exchanges its colours, dim text fades towards the background', () => {
  const svg = terminalSvg('\x1b[7;38;2;255;0;0mx\x1b[27;2my', 2, 1)
  expect(svg).toContain('height="20" fill="#ff0000"/><g fill="#0d1117" color="#0d1117">')
  expect(svg).toContain('fill="#9e0709"')
})

test('toPng() draws a PNG of the requested scale', () => {
  const png = toPng(terminalSvg('abc', 4, 2), 2)
  expect(Buffer.from(png).toString('latin1', 1, 4)).toBe('PNG')
  expect([Buffer.from(png).readUInt32BE(16), Buffer.from(png).readUInt32BE(20)]).toEqual([2 * (40 + 36), 2 * (40 + 36)])
})

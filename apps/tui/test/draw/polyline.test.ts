import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Canvas, createCanvas, line } from '../../src/draw/braille.ts'
import { polyline } from '../../src/draw/polyline.ts'
import { createScale } from '../../src/draw/scale.ts'

const isSet = ({ dots, columns }: Canvas, x: number, y: number): boolean => {
  const bit = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80][2 * (y & 3) + (x & 1)]!
  return (dots[(y >> 2) * columns + (x >> 1)]! & bit) !== 0
}

test('line() sets its ends and one dot in each column between', () => {
  const canvas = createCanvas(5, 2)
  line(canvas, 0, 7, 9, 1, 1)
  expect(isSet(canvas, 0, 7) && isSet(canvas, 9, 1)).toBe(true)
  for (let x = 0; x < 10; x++) expect([0, 1, 2, 3, 4, 5, 6, 7].filter((y) => isSet(canvas, x, y))).toHaveLength(1)
})

test('line() clips: a line through the canvas from far away is the same as from its border', () => {
  const far = createCanvas(5, 2)
  const near = createCanvas(5, 2)
  line(far, -1e6, 3, 1e6, 3, 1)
  line(near, 0, 3, 9, 3, 1)
  expect(far.dots).toEqual(near.dots)
})

test('line() draws nothing for an end that is not finite', () => {
  const canvas = createCanvas(5, 2)
  for (const bad of [NaN, Infinity, -Infinity]) {
    line(canvas, bad, 0, 5, 5, 1)
    line(canvas, 0, 0, 5, bad, 1)
  }
  expect(canvas.dots.every((bits) => bits === 0)).toBe(true)
})

test('polyline() covers each point of a long series, and in each column no more than its least to greatest y', () => {
  const property = fc.property(
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 300, maxLength: 900 }),
    (y) => {
      const x = y.map((_, i) => i)
      const canvas = createCanvas(10, 5)
      const xScale = createScale('linear', [0, y.length - 1], [0, 19])
      const yScale = createScale('linear', [0, 1], [19, 0])
      polyline(canvas, { x, y }, xScale, yScale, 1)
      for (let column = 1; column < 19; column++) {
        // The line from the column before may round into this one by half a step, hence the neighbours.
        const rows = y
          .filter((_, i) => Math.abs(xScale.at(i) - column) <= 1.5)
          .map((value) => Math.round(yScale.at(value)))
        for (let row = 0; row < 20; row++) {
          if (isSet(canvas, column, row)) expect(row >= Math.min(...rows) && row <= Math.max(...rows)).toBe(true)
        }
      }
      y.forEach((value, i) => {
        expect(isSet(canvas, Math.round(xScale.at(i)), Math.round(yScale.at(value)))).toBe(true)
      })
    },
  )
  fc.assert(property, { numRuns: 50 })
})

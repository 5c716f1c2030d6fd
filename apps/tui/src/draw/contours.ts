import { type Canvas, dot } from './braille.ts'
import type { Scale } from './scale.ts'

/** Whether the level lies between; never where f is not a number. */
const differ = (a: number, b: number): boolean => (a < 0 && b >= 0) || (a >= 0 && b < 0)

/**
 * Level sets of f on the lattice of dots: marching squares with a mesh of one dot. Wherever f − level changes sign
 * between neighbours, the one nearer to the level becomes a dot. Evaluates f once per dot: 8 columns·rows times.
 * `every` = n keeps only every n-th dot along the longer side of a line.
 */
export function putContours(
  canvas: Canvas,
  f: (x: number, y: number) => number,
  levels: readonly number[],
  xScale: Scale,
  yScale: Scale,
  style: number,
  every = 1,
): void {
  const width = 2 * canvas.columns
  let above = new Float64Array(width)
  let values = new Float64Array(width)
  for (let row = 0; row < 4 * canvas.rows; row++) {
    const y = yScale.invert(row)
    for (let column = 0; column < width; column++) values[column] = f(xScale.invert(column), y)
    for (const level of levels) {
      for (let column = 0; column < width; column++) {
        const here = values[column]! - level
        // Steep lines are crossed along rows, flat ones along columns.
        if (column > 0 && row % every === 0) {
          const left = values[column - 1]! - level
          if (differ(left, here)) dot(canvas, Math.abs(left) < Math.abs(here) ? column - 1 : column, row, style)
        }
        if (row > 0 && column % every === 0) {
          const up = above[column]! - level
          if (differ(up, here)) dot(canvas, column, Math.abs(up) < Math.abs(here) ? row - 1 : row, style)
        }
      }
    }
    const swap = above
    above = values
    values = swap
  }
}

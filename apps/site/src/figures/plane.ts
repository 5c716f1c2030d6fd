import type { Point } from './one-neuron.ts'

/** The part of the plane of β that is drawn, 350 pixels to the unit. */
export const SCALE = 350
export const WIDTH = 640
export const HEIGHT = 560
const LEFT = -1.27
const TOP = 1.22

/** Pixels of a point; y grows downwards there. */
export function pixel([x, y]: Point): Point {
  return [(x - LEFT) * SCALE, (TOP - y) * SCALE]
}

/** The `d` of an SVG path through these points, to a tenth of a pixel. */
export function pathData(points: readonly Point[]): string {
  return points
    .map((point, i) => {
      const [x, y] = pixel(point)
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
}

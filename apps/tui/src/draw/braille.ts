import { type Grid, putGlyph } from './grid.ts'

/**
 * A canvas of 2×4 dots a cell (U+2800 + bits), with one style a cell. What is drawn in another style takes the whole
 * cell, so that no dot is ever seen in a colour that is not its own. A dot is square where a cell is twice as high as
 * wide. (0, 0) is the centre of the top left dot.
 */
export type Canvas = {
  readonly columns: number
  readonly rows: number
  readonly dots: Uint8Array
  readonly styles: Uint32Array
}

export const createCanvas = (columns: number, rows: number): Canvas => ({
  columns,
  rows,
  dots: new Uint8Array(columns * rows),
  styles: new Uint32Array(columns * rows),
})

/** The bit of each dot of a cell, by 2·(y mod 4) + (x mod 2). */
const BITS = Uint8Array.of(0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80)

/** Sets the dot nearest to (x, y), if the canvas has it. */
export function dot(canvas: Canvas, x: number, y: number, style: number): void {
  const column = Math.round(x)
  const row = Math.round(y)
  if (!(column >= 0 && row >= 0 && column < 2 * canvas.columns && row < 4 * canvas.rows)) return
  const cell = (row >> 2) * canvas.columns + (column >> 1)
  if (canvas.styles[cell] !== style) {
    canvas.styles[cell] = style
    canvas.dots[cell] = 0
  }
  canvas.dots[cell]! |= BITS[2 * (row & 3) + (column & 1)]!
}

/**
 * A straight line of dots, one for each step along its longer side. Clipped first (Liang & Barsky 1984), so that its
 * cost is bounded by the canvas, however far away its ends are. Draws nothing if an end is not finite.
 * `every` = n keeps only every n-th dot.
 */
export function line(canvas: Canvas, x0: number, y0: number, x1: number, y1: number, style: number, every = 1): void {
  const dx = x1 - x0
  const dy = y1 - y0
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return
  // The part from t0 to t1 of (x0, y0) + t·(dx, dy) lies inside; half a dot more than the centres, less rounding.
  const right = 2 * canvas.columns - 0.51
  const bottom = 4 * canvas.rows - 0.51
  let t0 = 0
  let t1 = 1
  if (dx !== 0) {
    t0 = Math.max(t0, Math.min((-0.49 - x0) / dx, (right - x0) / dx))
    t1 = Math.min(t1, Math.max((-0.49 - x0) / dx, (right - x0) / dx))
  }
  if (dy !== 0) {
    t0 = Math.max(t0, Math.min((-0.49 - y0) / dy, (bottom - y0) / dy))
    t1 = Math.min(t1, Math.max((-0.49 - y0) / dy, (bottom - y0) / dy))
  }
  if (t0 > t1) return
  const startX = Math.round(x0 + t0 * dx)
  const startY = Math.round(y0 + t0 * dy)
  const lengthX = Math.round(x0 + t1 * dx) - startX
  const lengthY = Math.round(y0 + t1 * dy) - startY
  const steps = Math.max(Math.abs(lengthX), Math.abs(lengthY), 1)
  for (let step = 0; step <= steps; step += every) {
    dot(canvas, startX + (step * lengthX) / steps, startY + (step * lengthY) / steps, style)
  }
}

/** Whether the dot at whole (x, y) inside the canvas is set. */
export const isSet = ({ dots, columns }: Canvas, x: number, y: number): boolean =>
  (dots[(y >> 2) * columns + (x >> 1)]! & BITS[2 * (y & 3) + (x & 1)]!) !== 0

/** Lays the canvas over the grid at (x, y); cells without dots stay as they are. */
export function putCanvas(grid: Grid, canvas: Canvas, x: number, y: number): void {
  for (let row = 0; row < canvas.rows; row++) {
    for (let column = 0; column < canvas.columns; column++) {
      const cell = row * canvas.columns + column
      const dots = canvas.dots[cell]!
      if (dots !== 0) putGlyph(grid, x + column, y + row, 0x2800 + dots, canvas.styles[cell]!)
    }
  }
}

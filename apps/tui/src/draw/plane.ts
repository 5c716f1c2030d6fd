import type { Frame } from './axes.ts'
import { createCanvas, putCanvas } from './braille.ts'
import { putContours } from './contours.ts'
import { putCross } from './cross.ts'
import { createGrid, type Grid, put } from './grid.ts'
import { ink } from './palette.ts'
import { polyline } from './polyline.ts'
import { putRay, putRayLabel, type Ray } from './rays.ts'
import { lengthOf, type Points } from './series.ts'
import { BOLD, DIM } from './style.ts'
import { createView, enclose, type Rectangle, type View } from './view.ts'

export type Path = Points & {
  readonly style: number
  /** The glyph at the last point; ● by default. */
  readonly head?: string
}

/** A glyph at a point. */
export type Mark = {
  readonly x: number
  readonly y: number
  readonly glyph: string
  readonly style: number
  readonly label?: string
}

export type Plane = {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly paths: readonly Path[]
  /** Drawn dotted from the origin to the border. */
  readonly rays?: readonly Ray[]
  readonly marks?: readonly Mark[]
  /** Where the ground is dotted, evaluated at the centre of each cell. */
  readonly shade?: (x: number, y: number) => boolean
  readonly contours?: { readonly f: (x: number, y: number) => number; readonly levels: readonly number[] }
  /** What must be in view; by default the origin, the paths and the marks. */
  readonly domain?: Rectangle
}

/** Writes text so that its first glyph is in the cell of (x, y); nothing if the point is out of view. */
function putAt(grid: Grid, frame: Frame, view: View, x: number, y: number, text: string, style: number): void {
  const column = Math.round(view.xScale.at(x)) / 2
  const row = Math.round(view.yScale.at(y)) / 4
  if (!(column >= 0 && column < frame.columns && row >= 0 && row < frame.rows)) return
  put(grid, frame.left + Math.floor(column), frame.top + Math.floor(row), text, style)
}

function putHead(grid: Grid, frame: Frame, view: View, path: Path): void {
  let i = lengthOf(path) - 1
  while (i >= 0 && !(Number.isFinite(path.x[i]!) && Number.isFinite(path.y[i]!))) i--
  if (i >= 0) putAt(grid, frame, view, path.x[i]!, path.y[i]!, path.head ?? '●', path.style | BOLD)
}

/** A faint point in every cell at whose centre `shade` is true; a cell has 2 × 4 dots. */
function putShade(grid: Grid, frame: Frame, view: View, shade: (x: number, y: number) => boolean): void {
  for (let row = 0; row < frame.rows; row++) {
    const y = view.yScale.invert(4 * row + 1.5)
    for (let column = 0; column < frame.columns; column++)
      if (shade(view.xScale.invert(2 * column + 0.5), y))
        put(grid, frame.left + column, frame.top + row, '·', ink.muted | DIM)
  }
}

/**
 * Paths in the plane with equal units along x and y. From the bottom: shade, contours, rays, axes, paths, marks and
 * heads; each layer takes whole cells from those below it, so that a path is never tinted by what it crosses.
 */
export function plane(picture: Plane): Grid {
  const grid = createGrid(picture.width, picture.height)
  const { columns, rows } = grid
  if (columns < 1 || rows < 1) return grid
  const top = rows >= 2 ? 1 : 0
  const frame: Frame = { left: 0, top, columns, rows: rows - top }
  const { paths, rays = [], marks = [], contours } = picture
  const view = createView(
    picture.domain ?? enclose([...paths, ...marks.map(({ x, y }) => ({ x: [x], y: [y] }))]),
    columns,
    frame.rows,
  )

  if (picture.shade) putShade(grid, frame, view, picture.shade)
  if (contours) {
    const canvas = createCanvas(columns, frame.rows)
    putContours(canvas, contours.f, contours.levels, view.xScale, view.yScale, ink.muted | DIM)
    putCanvas(grid, canvas, frame.left, frame.top)
  }
  const canvas = createCanvas(columns, frame.rows)
  for (const ray of rays) putRay(canvas, view, ray)
  putCanvas(grid, canvas, frame.left, frame.top)
  putCross(grid, frame, view, picture.xLabel, picture.yLabel)
  const above = createCanvas(columns, frame.rows)
  for (const path of paths) polyline(above, path, view.xScale, view.yScale, path.style)
  putCanvas(grid, above, frame.left, frame.top)
  for (const ray of rays) putRayLabel(grid, frame, view, ray)
  for (const { x, y, glyph, label, style } of marks) {
    putAt(grid, frame, view, x, y, label ? `${glyph} ${label}` : glyph, style)
  }
  for (const path of paths) putHead(grid, frame, view, path)
  if (top > 0) put(grid, 0, 0, picture.title, ink.default | BOLD)
  return grid
}

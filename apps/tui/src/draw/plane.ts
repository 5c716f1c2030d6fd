import type { Frame } from './axes.ts'
import { createCanvas, putCanvas } from './braille.ts'
import { putContours } from './contours.ts'
import { CONTOUR, putCross, putCrossLabels } from './cross.ts'
import { BLANK, createGrid, type Grid, put } from './grid.ts'
import { type Head, putHeads } from './heads.ts'
import { ink } from './palette.ts'
import { polyline } from './polyline.ts'
import { putRay, putRayLabel, type Ray } from './rays.ts'
import { lengthOf, type Points } from './series.ts'
import { BOLD, groundOf, on } from './style.ts'
import { createView, enclose, type Rectangle, type View } from './view.ts'

export type Path = Points & {
  readonly style: number
  /** The glyph at the last point; ● by default. */
  readonly head?: string
  /** Of its run: written beside the head where there are several. */
  readonly letter?: string
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
  /** Drawn from the origin to the border, dotted unless they are solid. */
  readonly rays?: readonly Ray[]
  readonly marks?: readonly Mark[]
  /** Where the ground is tinted, or dotted without colours; evaluated at the centre of each cell. */
  readonly shade?: (x: number, y: number) => boolean
  readonly contours?: {
    readonly f: (x: number, y: number) => number
    readonly levels: readonly number[]
    /** Keeps every n-th dot only. */
    readonly every?: number
  }
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

/** The cell of the last point that has a place; undefined if it is out of view. */
function headOf(frame: Frame, view: View, path: Path): Head | undefined {
  let i = lengthOf(path) - 1
  while (i >= 0 && !(Number.isFinite(path.x[i]!) && Number.isFinite(path.y[i]!))) i--
  if (i < 0) return undefined
  const column = Math.round(view.xScale.at(path.x[i]!)) / 2
  const row = Math.round(view.yScale.at(path.y[i]!)) / 4
  if (!(column >= 0 && column < frame.columns && row >= 0 && row < frame.rows)) return undefined
  const place = { column: frame.left + Math.floor(column), row: frame.top + Math.floor(row) }
  const letter = path.letter === undefined ? {} : { letter: path.letter }
  return { ...place, glyph: path.head ?? '●', style: path.style | BOLD, ...letter }
}

/**
 * A tinted ground in every cell at whose centre `shade` is true, below everything else; a cell has 2 × 4 dots. Blank
 * cells get a dot in the colour of that ground: unseen on it, but all that is left of it where there are no colours.
 */
function putShade(grid: Grid, frame: Frame, view: View, shade: (x: number, y: number) => boolean): void {
  for (let row = 0; row < frame.rows; row++) {
    const y = view.yScale.invert(4 * row + 1.5)
    for (let column = 0; column < frame.columns; column++) {
      if (!shade(view.xScale.invert(2 * column + 0.5), y)) continue
      const cell = (frame.top + row) * grid.columns + frame.left + column
      if (groundOf(grid.styles[cell]!) !== 0) continue
      if (grid.glyphs[cell] === BLANK) {
        grid.glyphs[cell] = 0xb7
        grid.styles[cell] = ink.shade
      }
      grid.styles[cell]! |= on(ink.shade)
    }
  }
}

/**
 * Paths in the plane with equal units along x and y. From the bottom: contours, rays, axes, paths, marks and heads, and
 * where they are free the numbers of the axes; each layer takes whole cells from those below it, so that a path is never
 * tinted by what it crosses. The shade is the ground of all.
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

  if (contours) {
    const canvas = createCanvas(columns, frame.rows)
    putContours(canvas, contours.f, contours.levels, view.xScale, view.yScale, CONTOUR, contours.every)
    putCanvas(grid, canvas, frame.left, frame.top)
  }
  const canvas = createCanvas(columns, frame.rows)
  for (const ray of rays) putRay(canvas, view, ray)
  putCanvas(grid, canvas, frame.left, frame.top)
  const cross = putCross(grid, frame, view)
  const above = createCanvas(columns, frame.rows)
  for (const path of paths) polyline(above, path, view.xScale, view.yScale, path.style)
  putCanvas(grid, above, frame.left, frame.top)
  for (const ray of rays) putRayLabel(grid, frame, view, ray)
  for (const { x, y, glyph, label, style } of marks) {
    putAt(grid, frame, view, x, y, label ? `${glyph} ${label}` : glyph, style)
  }
  putHeads(
    grid,
    paths.flatMap((path) => headOf(frame, view, path) ?? []),
  )
  putCrossLabels(grid, frame, view, cross, picture.xLabel, picture.yLabel)
  if (picture.shade) putShade(grid, frame, view, picture.shade)
  if (top > 0) put(grid, 0, 0, picture.title, ink.default | BOLD)
  return grid
}

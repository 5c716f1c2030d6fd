import { rgbOf } from './colour.ts'
import { contourLines } from './contours.ts'
import { haloText } from './halo.ts'
import type { Plane } from './plane.ts'
import type { Theme } from './theme.ts'

const COLUMNS = 64
const ROWS = 64

export interface FieldOptions {
  /** The values of the contours. */
  readonly levels: readonly number[]
  /** The label of a contour; undefined for none. */
  label?(level: number): string | undefined
  /** Labels sit where their contour reaches furthest this way (in world units). */
  readonly labelDirection?: readonly [x: number, y: number]
  /** How strong the tint is at a value, 0 to 1; no tint if left out. */
  shade?(value: number): number
}

/** A scalar field over a plane: a tint and level lines, recomputed only when what they depend on changes. */
export interface Field {
  /**
   * Draws f over the whole plane. `inputs` are all numbers that f depends on, beside its two arguments.
   *
   * @returns whether it had to be computed anew.
   */
  draw(plane: Plane, theme: Theme, inputs: readonly number[], f: (x: number, y: number) => number): boolean
}

interface Contour {
  readonly level: number
  readonly path: Path2D
  readonly label: { readonly text: string; readonly x: number; readonly y: number } | undefined
}

/** The name of the horizontal axis stands above its right end. */
function isAtAxisName(plane: Plane, x: number, y: number): boolean {
  const above = plane.toPixel(0, 0)[1] - y
  return x > plane.width - 46 && above > -12 && above < 32
}

/** A field of 64 × 64 values, scaled up to its plane. */
export function createField(options: FieldOptions): Field {
  const values = new Float64Array(COLUMNS * ROWS)
  const tint = document.createElement('canvas')
  tint.width = COLUMNS
  tint.height = ROWS
  const tintContext = tint.getContext('2d')!
  const image = tintContext.createImageData(COLUMNS, ROWS)
  let known: readonly (number | string)[] = []
  let contours: readonly Contour[] = []

  /** The grid's outermost values sit on the plane's edges. */
  function sample(plane: Plane, f: (x: number, y: number) => number): void {
    const [left, right] = plane.x
    const [bottom, top] = plane.y
    for (let j = 0; j < ROWS; j++) {
      const y = top + ((bottom - top) * j) / (ROWS - 1)
      for (let i = 0; i < COLUMNS; i++) values[j * COLUMNS + i] = f(left + ((right - left) * i) / (COLUMNS - 1), y)
    }
  }

  function paint(shade: (value: number) => number, colour: string): void {
    const [red, green, blue] = rgbOf(colour)
    for (let k = 0; k < values.length; k++) {
      image.data[4 * k] = red
      image.data[4 * k + 1] = green
      image.data[4 * k + 2] = blue
      image.data[4 * k + 3] = Math.round(255 * shade(values[k]!))
    }
    tintContext.putImageData(image, 0, 0)
  }

  function trace(plane: Plane, level: number): Contour {
    const scaleX = plane.width / (COLUMNS - 1)
    const scaleY = plane.height / (ROWS - 1)
    const path = new Path2D()
    const [towardsX, towardsY] = options.labelDirection ?? [0, -1]
    const text = options.label?.(level)
    let furthest = -Infinity
    let label: Contour['label']
    for (const line of contourLines(values, COLUMNS, ROWS, level)) {
      for (let k = 0; k < line.length; k += 2) {
        const x = line[k]! * scaleX
        const y = line[k + 1]! * scaleY
        if (k === 0) path.moveTo(x, y)
        else path.lineTo(x, y)
        const reach = x * towardsX - y * towardsY
        const fits = x > 18 && x < plane.width - 18 && y > 12 && y < plane.height - 12 && !isAtAxisName(plane, x, y)
        if (text !== undefined && fits && reach > furthest) {
          furthest = reach
          label = { text, x, y }
        }
      }
    }
    return { level, path, label }
  }

  return {
    draw(plane, theme, inputs, f) {
      const { context, width, height } = plane
      if (width === 0 || height === 0) return false
      const now = [...inputs, width, height, ...plane.x, ...plane.y, theme.name]
      const isNew = now.length !== known.length || now.some((each, i) => !Object.is(each, known[i]))
      if (isNew) {
        known = now
        sample(plane, f)
        context.fillStyle = theme.strong
        if (options.shade) paint(options.shade, String(context.fillStyle))
        contours = options.levels.map((level) => trace(plane, level))
      }
      if (options.shade) {
        // Half a cell more on every side: the centres of the outermost pixels lie on the edges.
        const [cellX, cellY] = [width / (COLUMNS - 1), height / (ROWS - 1)]
        context.imageSmoothingEnabled = true
        context.drawImage(tint, -cellX / 2, -cellY / 2, width + cellX, height + cellY)
      }
      context.setLineDash([])
      context.lineCap = 'butt'
      context.lineJoin = 'bevel'
      context.lineWidth = 1.25
      context.strokeStyle = theme.grid
      for (const { path } of contours) context.stroke(path)
      context.font = `11px ${theme.font}`
      context.textAlign = 'center'
      context.textBaseline = 'middle'
      for (const { label } of contours)
        if (label) haloText(context, label.text, label.x, label.y, theme.text, theme.page)
      return isNew
    },
  }
}

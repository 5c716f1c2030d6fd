import { rgbOf } from '../kit/colours.ts'
import { haloText } from '../kit/halo.ts'
import type { Plane, Point } from '../kit/plane.ts'
import type { Theme } from '../kit/theme.ts'

/** Levels of the loss ½‖β − β*‖², closer together near the target: circles of radius √(2 loss). */
const LOSSES = [0.02, 0.1, 0.25, 0.5, 1, 2, 4]
/** Within the circle of a smaller loss there is no room for its label. */
const SMALLEST_LABEL = 0.1
/** The tint grows with the distance from the target, up to here. */
const DEEPEST = { distance: 3.1, opacity: 0.13 }
/** Where on its circle a label may sit, the best first: to the right and a little down, then on around. */
const PLACES = Array.from({ length: 48 }, (_, k) => -0.54 + ((k % 2 === 0 ? k : -k - 1) / 2) * (Math.PI / 24))

/** The loss over the plane of β: a tint and circles that move with the target as one picture, labels that stay inside. */
export interface LossRings {
  draw(theme: Theme, target: Point): void
}

/**
 * @param reach how far from the plane's centre a target may be, in units of the plane.
 */
export function createLossRings(plane: Plane, reach: number): LossRings {
  /** A bitmap: a canvas would be examined again for every copy. */
  let picture: ImageBitmap | undefined
  let known = ''
  /** Half the side of the picture, in CSS pixels: it covers the plane wherever the target is. */
  let half = 0

  /** Painted once for a size and a theme; while the target is dragged it is only copied. */
  function paint(theme: Theme): void {
    const { width, height, unit, ratio } = plane
    const now = [width, height, unit, ratio, theme.name].join(' ')
    if (now === known) return
    known = now
    half = Math.ceil(Math.max(width, height) / 2 + reach * unit)
    const canvas = new OffscreenCanvas(Math.round(2 * half * ratio), Math.round(2 * half * ratio))
    const context = canvas.getContext('2d')!
    context.setTransform(ratio, 0, 0, ratio, half * ratio, half * ratio)
    const deepest = DEEPEST.distance * unit
    const tint = context.createRadialGradient(0, 0, 0, 0, 0, deepest)
    context.fillStyle = theme.strong
    const [red, green, blue] = rgbOf(String(context.fillStyle))
    tint.addColorStop(0, `rgb(${red} ${green} ${blue} / 0)`)
    tint.addColorStop(1, `rgb(${red} ${green} ${blue} / ${DEEPEST.opacity})`)
    context.fillStyle = tint
    context.fillRect(-half, -half, 2 * half, 2 * half)
    context.lineWidth = 1.25
    context.strokeStyle = theme.grid
    for (const loss of LOSSES) {
      context.beginPath()
      context.arc(0, 0, Math.sqrt(2 * loss) * unit, 0, 2 * Math.PI)
      context.stroke()
    }
    picture?.close()
    picture = canvas.transferToImageBitmap()
  }

  function label(theme: Theme, [x, y]: Point): void {
    const { width, height, unit } = plane
    plane.context.font = `11px ${theme.font}`
    plane.context.textAlign = 'center'
    plane.context.textBaseline = 'middle'
    for (const loss of LOSSES) {
      if (loss < SMALLEST_LABEL) continue
      const radius = Math.sqrt(2 * loss) * unit
      const at = PLACES.map((angle): Point => [x + radius * Math.cos(angle), y - radius * Math.sin(angle)]).find(
        ([u, v]) => u > 18 && u < width - 18 && v > 12 && v < height - 12 && !isAtAxisName(plane, u, v),
      )
      if (at) haloText(plane.context, String(loss), at[0], at[1], theme.text, theme.page)
    }
  }

  return {
    draw(theme, target) {
      const { width, height, ratio } = plane
      if (width === 0 || height === 0) return
      paint(theme)
      const [x, y] = plane.toPixel(...target)
      const [left, top] = [Math.round((half - x) * ratio), Math.round((half - y) * ratio)]
      plane.context.drawImage(picture!, left, top, width * ratio, height * ratio, 0, 0, width, height)
      label(theme, [x, y])
    },
  }
}

/** The name of the horizontal axis stands above its right end. */
function isAtAxisName(plane: Plane, x: number, y: number): boolean {
  const above = plane.toPixel(0, 0)[1] - y
  return x > plane.width - 46 && above > -12 && above < 32
}

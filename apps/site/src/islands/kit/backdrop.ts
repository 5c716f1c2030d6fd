import type { Surface } from './surface.ts'
import type { Theme } from './theme.ts'

/** The lower part of a picture, which stays the same over many frames: painted once, then only copied. */
export interface Backdrop {
  /**
   * Empties the surface and shows what `paint` draws on it. `inputs` are all that it depends on beside the size and
   * the theme; `paint` is called only when one of them has changed.
   */
  show(theme: Theme, inputs: readonly (number | string)[], paint: () => void): void
}

export function createBackdrop(surface: Surface): Backdrop {
  const copy = document.createElement('canvas')
  const context = copy.getContext('2d')!
  let known: readonly (number | string)[] = []
  return {
    show(theme, inputs, paint) {
      const { canvas, width, height, ratio } = surface
      surface.clear()
      if (canvas.width === 0 || canvas.height === 0) return
      const now = [...inputs, width, height, ratio, theme.name]
      if (now.length === known.length && now.every((each, i) => Object.is(each, known[i]))) {
        surface.context.setTransform(1, 0, 0, 1, 0, 0)
        surface.context.drawImage(copy, 0, 0)
        surface.context.setTransform(ratio, 0, 0, ratio, 0, 0)
        return
      }
      known = now
      paint()
      copy.width = canvas.width
      copy.height = canvas.height
      context.drawImage(canvas, 0, 0)
    },
  }
}

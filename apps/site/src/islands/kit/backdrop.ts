import type { Surface } from './surface.ts'
import type { Theme } from './theme.ts'

/** The lower part of a picture, which stays the same over many frames: painted once, then only copied. */
export interface Backdrop {
  /**
   * Empties the surface and shows what `paint` draws on it. `inputs` are all that it depends on beside the size and
   * the theme.
   */
  show(theme: Theme, inputs: readonly (number | string)[], paint: () => void): void
}

/**
 * A backdrop for one surface. It is kept from the second frame with the same inputs: one that changes in every frame,
 * as during a drag, does not pay for a copy that nobody uses.
 */
export function createBackdrop(surface: Surface): Backdrop {
  const copy = document.createElement('canvas')
  const context = copy.getContext('2d')!
  let known: readonly (number | string)[] = []
  let isKept = false

  function keep(): void {
    const { canvas } = surface
    if (copy.width !== canvas.width || copy.height !== canvas.height) {
      copy.width = canvas.width
      copy.height = canvas.height
    }
    context.globalCompositeOperation = 'copy'
    context.drawImage(canvas, 0, 0)
    isKept = true
  }

  return {
    show(theme, inputs, paint) {
      const { canvas, width, height, ratio } = surface
      surface.clear()
      if (canvas.width === 0 || canvas.height === 0) return
      const now = [...inputs, width, height, ratio, theme.name]
      const isSame = now.length === known.length && now.every((each, i) => Object.is(each, known[i]))
      if (isSame && isKept) {
        surface.context.setTransform(1, 0, 0, 1, 0, 0)
        surface.context.drawImage(copy, 0, 0)
        surface.context.setTransform(ratio, 0, 0, ratio, 0, 0)
        return
      }
      known = now
      isKept = false
      paint()
      if (isSame) keep()
    },
  }
}

import { formatPoint } from './format.ts'
import type { Plane, Point } from './plane.ts'

export interface HandleOptions {
  /** What it moves, as a screen reader says it: "start β₀". */
  readonly name: string
  /** Where Home brings it. */
  readonly home: Point
  /** The nearest allowed place; anywhere within the plane if left out. */
  nearest?(point: Point): Point
  moved(point: Point): void
}

/** A point of a plane that can be dragged, and moved with the keys. */
export interface Handle {
  readonly element: HTMLButtonElement
  /** Puts it where the state says, and says so in its label. */
  place(point: Point): void
}

/** World units that a press of an arrow key moves by, alone and with Shift. */
const STEP = 0.02
const LARGE_STEP = 0.1

const directions: { readonly [key: string]: Point } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/**
 * A button of 28 pixels over the plane's canvas (the canvas' parent is its frame of reference): drag it, or move it by
 * 0.02 with the arrow keys, by 0.1 with Shift, home with Home. It never leaves the plane. `signal` removes it.
 */
export function createHandle(plane: Plane, options: HandleOptions, signal: AbortSignal): Handle {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'kit-handle'
  plane.canvas.parentElement!.append(element)
  signal.addEventListener('abort', () => element.remove(), { once: true })
  let current: Point = options.home
  /** From the pointer to the handle's centre, in pixels, so that taking hold does not move it. */
  let grip: Point | undefined

  function move([x, y]: Point): void {
    const [left, right] = plane.x
    const [bottom, top] = plane.y
    const within: Point = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, bottom), top)]
    const next = options.nearest?.(within) ?? within
    if (next[0] === current[0] && next[1] === current[1]) return
    options.moved(next)
  }

  function pointerPlace({ clientX, clientY }: PointerEvent): Point {
    const box = plane.canvas.getBoundingClientRect()
    return [clientX - box.left, clientY - box.top]
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return
      element.setPointerCapture(event.pointerId)
      const [x, y] = pointerPlace(event)
      const [centreX, centreY] = plane.toPixel(...current)
      grip = [centreX - x, centreY - y]
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      if (!grip) return
      const [x, y] = pointerPlace(event)
      move(plane.toWorld(x + grip[0], y + grip[1]))
    },
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    element.addEventListener(
      end,
      () => {
        grip = undefined
      },
      { signal },
    )
  element.addEventListener(
    'keydown',
    (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return
      const direction = directions[event.key]
      if (!direction && event.key !== 'Home') return
      event.preventDefault()
      const step = event.shiftKey ? LARGE_STEP : STEP
      move(direction ? [current[0] + step * direction[0], current[1] + step * direction[1]] : options.home)
    },
    { signal },
  )

  return {
    element,
    place(point) {
      current = point
      const [x, y] = plane.toPixel(...point)
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`
      const label = `${options.name}, ${formatPoint(point)}`
      if (element.getAttribute('aria-label') !== label) element.setAttribute('aria-label', label)
    },
  }
}

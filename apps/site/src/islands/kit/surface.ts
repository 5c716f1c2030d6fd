/** Pixels beyond twice the CSS ones cost time and show nothing. */
const MOST_PIXELS = 2

/** A canvas whose pixels follow its size on the page. */
export interface Surface {
  readonly canvas: HTMLCanvasElement
  readonly context: CanvasRenderingContext2D
  /** In CSS pixels, in which everything is drawn. */
  readonly width: number
  readonly height: number
  /** Pixels of the canvas in one CSS pixel. */
  readonly ratio: number
  /** The nearest coordinate where a line of one CSS pixel is crisp. */
  crisp(coordinate: number): number
  /** An empty canvas, in CSS pixels. */
  clear(): void
}

/** Follows the size of `canvas` and the density of the screen, and calls back when they change, until `signal` aborts. */
export function createSurface(canvas: HTMLCanvasElement, signal: AbortSignal, resized: () => void): Surface {
  const context = canvas.getContext('2d')!
  let width = 0
  let height = 0
  let ratio = 1

  function fit(): void {
    const box = canvas.getBoundingClientRect()
    const density = Math.min(MOST_PIXELS, window.devicePixelRatio || 1)
    if (box.width === width && box.height === height && density === ratio) return
    width = box.width
    height = box.height
    ratio = density
    canvas.width = Math.round(width * ratio)
    canvas.height = Math.round(height * ratio)
  }

  fit()
  const observer = new ResizeObserver(() => {
    fit()
    resized()
  })
  observer.observe(canvas)
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  // Zooming the page or moving it to another screen.
  window.addEventListener(
    'resize',
    () => {
      fit()
      resized()
    },
    { signal },
  )

  return {
    canvas,
    context,
    get width() {
      return width
    },
    get height() {
      return height
    },
    get ratio() {
      return ratio
    },
    crisp: (coordinate) => (Math.floor(coordinate * ratio) + 0.5) / ratio,
    clear() {
      context.setTransform(ratio, 0, 0, ratio, 0, 0)
      context.clearRect(0, 0, width, height)
    },
  }
}

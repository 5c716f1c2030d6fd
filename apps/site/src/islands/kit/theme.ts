/** The colours and the font of the page at this moment, for drawing on a canvas. */
export interface Theme {
  readonly name: 'light' | 'dark'
  /** The page behind the canvas. */
  readonly page: string
  /** Strong text, points. */
  readonly strong: string
  /** Tick labels. */
  readonly text: string
  /** Axes, frames, leads. */
  readonly axis: string
  /** Grid lines, contours: just visible. */
  readonly grid: string
  readonly accent: string
  /** A CSS font family. */
  readonly font: string
}

/** Reads Starlight's custom properties as they hold for `element`. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    name: document.documentElement.dataset.theme === 'light' ? 'light' : 'dark',
    page: read('--sl-color-bg'),
    strong: read('--sl-color-white'),
    text: read('--sl-color-gray-2'),
    axis: read('--sl-color-gray-4'),
    grid: read('--sl-color-gray-5'),
    accent: read('--sl-color-accent'),
    font: style.fontFamily,
  }
}

/** Calls back whenever the page changes between light and dark, until `signal` aborts. */
export function watchTheme(signal: AbortSignal, changed: () => void): void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  signal.addEventListener('abort', () => observer.disconnect(), { once: true })
}

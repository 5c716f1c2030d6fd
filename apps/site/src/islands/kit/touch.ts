/** Pixels that a finger must move sideways before it means to slide. */
const SIDEWAYS = 8

/** What a finger that has come down turned out to mean. */
export interface Intent {
  /** It slides along, or has tapped: what it points at is meant from now on. */
  meant(event: PointerEvent): void
  /** It scrolls the page: whatever it has touched was not meant. */
  scrolls(): void
}

/**
 * Watches fingers that come down on `element`, whose `touch-action` is `pan-y`: until one moves sideways or is lifted,
 * nobody knows whether it scrolls the page. Other pointers are left alone. `isOpen` tells whether one is undecided.
 */
export function watchTouch(element: HTMLElement, intent: Intent, signal: AbortSignal): { readonly isOpen: boolean } {
  let from: number | undefined

  element.addEventListener(
    'pointerdown',
    (event) => {
      from = event.pointerType === 'touch' ? event.clientX : undefined
    },
    { signal },
  )
  element.addEventListener(
    'pointermove',
    (event) => {
      if (from === undefined || Math.abs(event.clientX - from) < SIDEWAYS) return
      from = undefined
      intent.meant(event)
    },
    { signal },
  )
  element.addEventListener(
    'pointerup',
    (event) => {
      if (from === undefined) return
      from = undefined
      intent.meant(event)
    },
    { signal },
  )
  element.addEventListener(
    'pointercancel',
    () => {
      if (from === undefined) return
      from = undefined
      intent.scrolls()
    },
    { signal },
  )
  return {
    get isOpen() {
      return from !== undefined
    },
  }
}

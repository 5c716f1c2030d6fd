/** How long a change must rest before it is spoken, in ms: a drag is told once, at its end. */
const REST = 600

/**
 * A polite live region at the end of `host` for screen readers: says the last text, once changes settle. Removed when
 * `signal` aborts.
 */
export function createAnnouncer(host: Element, signal: AbortSignal): (text: string) => void {
  const output = document.createElement('output')
  output.className = 'kit-announcer sr-only'
  output.setAttribute('aria-live', 'polite')
  host.append(output)
  let timer: ReturnType<typeof setTimeout> | undefined
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer)
      output.remove()
    },
    { once: true },
  )
  return (text) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      output.textContent = text
    }, REST)
  }
}

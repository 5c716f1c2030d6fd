/** A place on an island that says what was ignored or is impossible, and is empty otherwise; `signal` removes it. */
export function createNotice(host: Element, signal: AbortSignal): (sentences: readonly string[]) => void {
  const element = document.createElement('div')
  element.className = 'kit-notice'
  element.setAttribute('role', 'status')
  host.append(element)
  signal.addEventListener('abort', () => element.remove(), { once: true })
  let shown = ''
  return (sentences) => {
    const text = sentences.join('\n')
    if (text === shown) return
    shown = text
    element.replaceChildren(
      ...sentences.map((sentence) => {
        const paragraph = document.createElement('p')
        paragraph.textContent = sentence
        return paragraph
      }),
    )
  }
}

/**
 * Defines a custom element whose markup comes with the page and whose life comes from `mount`: it is called when the
 * element enters a page, and all that it began ends with the signal, which aborts when the element leaves.
 */
export function defineElement(name: string, mount: (host: HTMLElement, signal: AbortSignal) => void): void {
  customElements.define(
    name,
    class extends HTMLElement {
      #life: AbortController | undefined

      connectedCallback(): void {
        this.#life = new AbortController()
        mount(this, this.#life.signal)
      }

      disconnectedCallback(): void {
        this.#life?.abort()
      }
    },
  )
}

import { mountTraining } from './mount-training.ts'

/** `<hierarchy-training>`: the markup comes with the page, the life from here. */
class HierarchyTraining extends HTMLElement {
  #life: AbortController | undefined

  connectedCallback(): void {
    this.#life = new AbortController()
    mountTraining(this, this.#life.signal)
  }

  disconnectedCallback(): void {
    this.#life?.abort()
  }
}

customElements.define('hierarchy-training', HierarchyTraining)

import { mountExplorer } from './explorer.ts'

/** `<neuron-explorer>`: the markup comes with the page, the life from here. */
class NeuronExplorer extends HTMLElement {
  #life: AbortController | undefined

  connectedCallback(): void {
    this.#life = new AbortController()
    mountExplorer(this, this.#life.signal)
  }

  disconnectedCallback(): void {
    this.#life?.abort()
  }
}

customElements.define('neuron-explorer', NeuronExplorer)

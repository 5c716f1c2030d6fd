import { mountRace } from './mount-race.ts'

/** `<neuron-race>`: the markup comes with the page, the life from here. */
class NeuronRace extends HTMLElement {
  #life: AbortController | undefined

  connectedCallback(): void {
    this.#life = new AbortController()
    mountRace(this, this.#life.signal)
  }

  disconnectedCallback(): void {
    this.#life?.abort()
  }
}

customElements.define('neuron-race', NeuronRace)

import { cellText, meanOf, type Record, stepText, valueText } from './diagram.ts'
import { MEASURES, type Measure, shareOf } from './measures.ts'
import { isDark, rampColour } from './ramp.ts'

const MOVES: { readonly [key: string]: readonly [tau: number, delta: number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** `<phase-diagram>`: the measure and the step of the recorded grid are chosen; a cell tells its values. */
class PhaseDiagram extends HTMLElement {
  #life: AbortController | undefined

  connectedCallback(): void {
    this.#life = new AbortController()
    const { signal } = this.#life
    const part = <E extends Element>(name: string): E => this.querySelector<E>(`[data-part="${name}"]`)!
    const record = JSON.parse(part<HTMLScriptElement>('record').textContent!) as Record
    const choice = part<HTMLSelectElement>('measure')
    const slider = part<HTMLInputElement>('step')
    const plot = part<SVGSVGElement>('plot')
    const cells = Array.from(this.querySelectorAll<SVGRectElement>('[data-cell]'))
    const rows = Array.from(this.querySelectorAll<HTMLElement>('[data-value]'))
    const side = record.delta.length
    let chosen: number | undefined

    const measure = (): Measure => choice.value as Measure
    const step = (): number => slider.valueAsNumber

    const draw = (): void => {
      const name = measure()
      const said = stepText(record.steps[step()]!)
      slider.setAttribute('aria-valuetext', `step ${said}`)
      part('step-text').textContent = said
      for (const [cell, rect] of cells.entries())
        rect.setAttribute('fill', rampColour(shareOf(name, meanOf(record, name, step(), cell))))
      for (const element of rows)
        element.textContent = valueText(name, meanOf(record, name, step(), Number(element.dataset.value)))
      for (const legend of this.querySelectorAll<SVGElement>('[data-legend]'))
        legend.classList.toggle('is-off', legend.dataset.legend !== name)
      for (const element of this.querySelectorAll('[data-part="name"]')) element.textContent = MEASURES[name].label
      plot.setAttribute(
        'aria-label',
        `The ${MEASURES[name].label} at step ${said} over τ and δ, as in the table below.`,
      )
      tell(chosen)
    }

    const tell = (cell: number | undefined): void => {
      chosen = cell
      const mark = part<SVGRectElement>('mark')
      mark.classList.toggle('is-off', cell === undefined)
      part('told').textContent =
        cell === undefined ? 'Point at a cell, or move with the arrow keys.' : cellText(record, measure(), step(), cell)
      if (cell === undefined) return
      for (const name of ['x', 'y']) mark.setAttribute(name, cells[cell]!.getAttribute(name)!)
      mark.classList.toggle('on-dark', isDark(shareOf(measure(), meanOf(record, measure(), step(), cell))))
    }

    choice.addEventListener('change', draw, { signal })
    slider.addEventListener('input', draw, { signal })
    plot.addEventListener(
      'pointermove',
      ({ target }) => {
        const cell = (target as Element).getAttribute('data-cell')
        if (cell !== null) tell(Number(cell))
      },
      { signal },
    )
    plot.addEventListener(
      'pointerdown',
      ({ target }) => {
        const cell = (target as Element).getAttribute('data-cell')
        if (cell !== null) tell(Number(cell))
      },
      { signal },
    )
    plot.addEventListener('focus', () => chosen === undefined && tell(Math.floor(cells.length / 2)), { signal })
    plot.addEventListener(
      'keydown',
      (event) => {
        const move = MOVES[event.key]
        if (!move) return
        event.preventDefault()
        const at = chosen ?? Math.floor(cells.length / 2)
        const within = (value: number): number => Math.min(side - 1, Math.max(0, value))
        tell(within(Math.floor(at / side) + move[0]) * side + within((at % side) + move[1]))
      },
      { signal },
    )
    part<HTMLElement>('controls').hidden = false
    plot.setAttribute('tabindex', '0')
    draw()
  }

  disconnectedCallback(): void {
    this.#life?.abort()
  }
}

customElements.define('phase-diagram', PhaseDiagram)

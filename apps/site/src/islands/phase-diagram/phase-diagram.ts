import { defineElement } from '../kit/element.ts'
import { cellText, meanOf, plotText, type Record, type Shown, stepText, valueText } from './diagram.ts'
import { type Measure, shareOf } from './measures.ts'
import { isDark, rampColour } from './ramp.ts'

const MOVES: { readonly [key: string]: readonly [tau: number, delta: number] } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** The measure and the step of the recorded grid within `host` are chosen; a cell tells its values. */
function mountDiagram(host: HTMLElement, signal: AbortSignal): void {
  const part = <E extends Element>(name: string): E => host.querySelector<E>(`[data-part="${name}"]`)!
  const record = JSON.parse(part<HTMLScriptElement>('record').textContent!) as Record
  const choice = part<HTMLSelectElement>('measure')
  const slider = part<HTMLInputElement>('step')
  const plot = part<SVGSVGElement>('plot')
  const cells = Array.from(host.querySelectorAll<SVGRectElement>('[data-cell]'))
  const rows = Array.from(host.querySelectorAll<HTMLElement>('[data-value]'))
  const side = record.delta.length
  let chosen: number | undefined

  const shownNow = (): Shown => ({
    measure: choice.value as Measure,
    label: choice.selectedOptions[0]!.label,
    step: slider.valueAsNumber,
  })

  function draw(): void {
    const { measure, label, step } = shownNow()
    const said = stepText(record.steps[step]!)
    slider.setAttribute('aria-valuetext', `step ${said}`)
    part('step-text').textContent = said
    for (const [cell, rect] of cells.entries())
      rect.setAttribute('fill', rampColour(shareOf(measure, meanOf(record, measure, step, cell))))
    for (const element of rows)
      element.textContent = valueText(measure, meanOf(record, measure, step, Number(element.dataset.value)))
    for (const legend of host.querySelectorAll<SVGElement>('[data-legend]'))
      legend.classList.toggle('is-off', legend.dataset.legend !== measure)
    for (const element of host.querySelectorAll('[data-part="name"]')) element.textContent = label
    plot.setAttribute('aria-label', plotText(label, record.steps[step]!))
    tell(chosen)
  }

  function tell(cell: number | undefined): void {
    chosen = cell
    const shown = shownNow()
    const mark = part<SVGRectElement>('mark')
    mark.classList.toggle('is-off', cell === undefined)
    part('told').textContent =
      cell === undefined ? 'Point at a cell, or move with the arrow keys.' : cellText(record, shown, cell)
    if (cell === undefined) return
    for (const name of ['x', 'y']) mark.setAttribute(name, cells[cell]!.getAttribute(name)!)
    const { measure, step } = shown
    mark.classList.toggle('on-dark', isDark(shareOf(measure, meanOf(record, measure, step, cell))))
  }

  choice.addEventListener('change', draw, { signal })
  slider.addEventListener('input', draw, { signal })
  for (const event of ['pointermove', 'pointerdown'] as const)
    plot.addEventListener(
      event,
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

defineElement('phase-diagram', mountDiagram)

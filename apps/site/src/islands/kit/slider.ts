import { createScale, type ScaleKind } from './scale.ts'
import { watchTouch } from './touch.ts'

export interface SliderOptions {
  readonly label: string
  readonly from: number
  readonly to: number
  /** Where Home and a double click bring it. */
  readonly home: number
  /** `log` needs a positive range; `symlog` is fine around 0. Linear if left out. */
  readonly scale?: ScaleKind
  /** Positions between the two ends; 400 if left out. */
  readonly steps?: number
  /** The nearest allowed value, say with two decimals; any value if left out. */
  nearest?(value: number): number
  /** The value as text, with its unit. */
  format(value: number): string
  changed(value: number): void
}

/** A labelled native range. */
export interface Slider {
  readonly input: HTMLInputElement
  /** Shows what the state says; between two positions of the range the value itself is kept. */
  place(value: number): void
}

let count = 0

/** Adds a slider with its label and its value to `host`; `signal` removes it. */
export function createSlider(host: Element, options: SliderOptions, signal: AbortSignal): Slider {
  const steps = options.steps ?? 400
  const scale = createScale(options.scale ?? 'linear', [options.from, options.to], [0, steps])
  const id = `kit-slider-${++count}`
  const element = document.createElement('div')
  element.className = 'kit-slider'
  const label = document.createElement('label')
  label.htmlFor = id
  label.textContent = options.label
  const value = document.createElement('span')
  value.className = 'kit-slider-value'
  // The range's own aria-valuetext says the same.
  value.setAttribute('aria-hidden', 'true')
  const input = document.createElement('input')
  input.type = 'range'
  input.id = id
  input.min = '0'
  input.max = String(steps)
  input.step = '1'
  element.append(label, value, input)
  host.append(element)
  signal.addEventListener('abort', () => element.remove(), { once: true })

  function write(next: number): void {
    const text = options.format(next)
    input.dataset.value = String(next)
    if (value.textContent === text) return
    value.textContent = text
    input.setAttribute('aria-valuetext', text)
  }

  function change(next: number): void {
    write(next)
    options.changed(next)
  }

  /** Applies the value that the position of the range stands for. */
  function take(): void {
    const position = input.valueAsNumber
    // The ends exactly, whatever the scale's arithmetic rounds to.
    const at = position <= 0 ? options.from : position >= steps ? options.to : scale.invert(position)
    change(options.nearest?.(at) ?? at)
  }

  const positionOf = (next: number): number => Math.round(scale.at(next))
  const known = (): number => positionOf(Number(input.dataset.value))
  const touch = watchTouch(
    input,
    {
      meant() {
        if (input.valueAsNumber !== known()) take()
      },
      scrolls() {
        input.valueAsNumber = known()
      },
    },
    signal,
  )
  input.addEventListener('input', () => touch.isOpen || take(), { signal })
  const reset = (): void => {
    input.valueAsNumber = positionOf(options.home)
    change(options.home)
  }
  input.addEventListener('dblclick', reset, { signal })
  input.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Home') return
      event.preventDefault()
      reset()
    },
    { signal },
  )

  return {
    input,
    place(next) {
      // A position that the reader has just chosen may stand for a rounded value: leave it alone.
      if (input.dataset.value !== String(next)) input.valueAsNumber = positionOf(next)
      write(next)
    },
  }
}

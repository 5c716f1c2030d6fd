import type { Property } from './address.ts'

export interface NumberFieldOptions {
  readonly property: Property<number>
  /** A whole number that the reader chose. */
  changed(value: number): void
  /** What was typed is not accepted: one sentence that says what is. */
  refused(sentence: string): void
}

/** A native field for a number that is typed. */
export interface NumberField {
  /** Shows what the state says. */
  place(value: number): void
}

/** Brings a field of the page's markup to life, until `signal` aborts. What it takes is what the address takes. */
export function bindNumberField(
  input: HTMLInputElement,
  options: NumberFieldOptions,
  signal: AbortSignal,
): NumberField {
  const { name, accepted, parse } = options.property
  input.addEventListener(
    'change',
    () => {
      const value = parse(input.value.trim())
      input.setAttribute('aria-invalid', String(value === undefined))
      if (value !== undefined) options.changed(value)
      else options.refused(`“${name}” is “${input.value.slice(0, 40)}”: accepted is ${accepted}.`)
    },
    { signal },
  )
  return {
    place(value) {
      // What is being typed, or was refused, is the reader's until the field is left.
      if (document.activeElement === input) return
      input.removeAttribute('aria-invalid')
      if (input.value !== String(value)) input.value = String(value)
    },
  }
}

import type { Property } from './address.ts'

export interface NumberFieldOptions {
  readonly property: Property<number>
  /** A whole number that the reader chose. */
  changed(value: number): void
  /** One sentence that says what is accepted instead of what was typed; undefined once the field is right again. */
  refused(sentence: string | undefined): void
}

/** A native field for a number that is typed. */
export interface NumberField {
  /** Shows what the state says. */
  place(value: number): void
}

/** Brings a field of the page's markup to life, until `signal` aborts. It accepts what the address accepts. */
export function bindNumberField(
  input: HTMLInputElement,
  options: NumberFieldOptions,
  signal: AbortSignal,
): NumberField {
  const { name, accepted, parse } = options.property
  let isNews = false
  input.addEventListener(
    'change',
    () => {
      const value = parse(input.value.trim())
      isNews = value === undefined
      setTimeout(() => {
        isNews = false
      })
      input.setAttribute('aria-invalid', String(value === undefined))
      if (value !== undefined) options.changed(value)
      else options.refused(`“${name}” is “${input.value.slice(0, 40)}”: ${accepted} is accepted.`)
    },
    { signal },
  )
  input.addEventListener(
    'blur',
    () => {
      // The field shows the state again. The refusal is still news only if leaving the field caused it.
      if (input.getAttribute('aria-invalid') === 'true' && !isNews) options.refused(undefined)
    },
    { signal },
  )
  return {
    place(value) {
      // What is being typed, or was refused, stays until the field is left.
      if (document.activeElement === input) return
      input.removeAttribute('aria-invalid')
      if (input.value !== String(value)) input.value = String(value)
    },
  }
}

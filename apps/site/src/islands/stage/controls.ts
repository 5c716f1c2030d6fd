import type { Property } from '../kit/address.ts'
import { bindNumberField } from '../kit/number-field.ts'
import { createSlider, type SliderOptions } from '../kit/slider.ts'
import type { Stage } from './stage.ts'

/** A control of one setting, in the part of the page that has the setting's name. */
export interface Control<V> {
  /** Shows what the settings say. */
  place(values: V): void
}

/** What controls need of a stage, whatever is trained there. */
type Settled<V> = Pick<Stage<V, never>, 'properties' | 'part' | 'signal' | 'change' | 'refuse'>

/** The settings whose value is a T. */
type KeyOf<V, T> = { [K in keyof V]: V[K] extends T ? K : never }[keyof V] & string

/** A slider; Home brings it to the setting's default. */
export function sliderOf<V>(
  stage: Settled<V>,
  key: KeyOf<V, number>,
  options: Omit<SliderOptions, 'home' | 'changed'>,
): Control<V> {
  const slider = createSlider(
    stage.part(key),
    { ...options, home: stage.properties[key].default as number, changed: (value) => stage.change(only(key, value)) },
    stage.signal,
  )
  return { place: (values) => slider.place(values[key] as number) }
}

/** A field for a number that is typed. */
export function fieldOf<V>(stage: Settled<V>, key: KeyOf<V, number>): Control<V> {
  const field = bindNumberField(
    stage.part<HTMLInputElement>(key),
    {
      property: stage.properties[key] as Property<unknown> as Property<number>,
      changed: (value) => stage.change(only(key, value)),
      refused: stage.refuse,
    },
    stage.signal,
  )
  return { place: (values) => field.place(values[key] as number) }
}

/** A list of words, one of which is chosen. */
export function choiceOf<V>(stage: Settled<V>, key: KeyOf<V, string>): Control<V> {
  const select = stage.part<HTMLSelectElement>(key)
  select.addEventListener(
    'change',
    () => {
      const value = stage.properties[key].parse(select.value)
      if (value !== undefined) stage.change(only(key, value))
    },
    { signal: stage.signal },
  )
  return {
    place(values) {
      select.value = values[key] as string
    },
  }
}

function only<V>(key: keyof V, value: unknown): Partial<V> {
  return { [key]: value } as Partial<V>
}

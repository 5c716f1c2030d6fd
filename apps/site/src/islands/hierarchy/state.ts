import type { Properties, Property } from '../kit/address.ts'
import { choiceProperty, numberProperty } from '../kit/properties.ts'
import type { Domain } from '../kit/scale.ts'
import { wholeNumberProperty } from '../kit/whole-number.ts'
import { ALPHAS, MOST } from './alphas.ts'

/** What the reader chooses. */
export interface HierarchyState {
  /** Ascending; one to three of {@link ALPHAS}. */
  readonly alphas: readonly number[]
  /** P, the number of training data. */
  readonly samples: number
  readonly epochs: number
  /** The seed of everything random: rules, data, weights, batches. */
  readonly seed: number
  readonly backend: (typeof BACKENDS)[number]
}

export const BACKENDS = ['auto', 'wasm', 'cpu', 'webgl', 'webgpu'] as const
export const SAMPLES_RANGE: Domain = [100, 20_000]
export const EPOCHS_RANGE = [1, 250] as const

/** Whole, and to four digits. */
export const roundSamples = (value: number): number => Math.round(Number(value.toPrecision(4)))

const alphasProperty: Property<readonly number[]> = {
  name: 'alpha',
  default: [0.03, 1, 10],
  accepted: `a comma-separated list of one to ${MOST} of ${ALPHAS.map(({ alpha }) => alpha).join(', ')}`,
  parse(text) {
    const parts = text.split(',').map((part) => part.trim())
    const chosen = ALPHAS.filter(({ alpha }) => parts.includes(String(alpha))).map(({ alpha }) => alpha)
    return chosen.length === parts.length && chosen.length <= MOST ? chosen : undefined
  },
  format: (alphas) => alphas.join(','),
}

/** The state as it stands in the address. */
export const properties: Properties<HierarchyState> = {
  alphas: alphasProperty,
  samples: numberProperty('samples', 4403, SAMPLES_RANGE, roundSamples),
  epochs: wholeNumberProperty('epochs', 60, EPOCHS_RANGE),
  seed: wholeNumberProperty('seed', 0, [0, 2 ** 32 - 1]),
  backend: choiceProperty('backend', 'auto', BACKENDS),
}

import { LazyrichError } from '../errors.ts'
import type { Parameters } from '../port/parameter.ts'
import {
  type ChoiceParameter,
  choice,
  type NumberParameter,
  number,
  type VectorParameter,
  vector,
} from '../port/parameter.ts'
import { neuronFromBeta } from '../single-neuron/neuron.ts'
import { type RateParameters, rateParameters, ratesOf } from './rates.ts'

/** The learning rates of one neuron. */
export const rates: RateParameters = rateParameters(
  'learning rate η_a of the readout a',
  'learning rate η_w of the input weights w',
)

interface Beginning {
  readonly delta: NumberParameter
  readonly beta0: VectorParameter
  readonly sign: ChoiceParameter<'positive' | 'negative'>
}

/** The start as the paper gives it: by β and δ, which leave the sign of a open. */
export function beginning(beta0: readonly number[]): Beginning {
  return {
    delta: number('unbalance δ = η_w a² − η_a‖w‖² of the start; conserved by the flow', 0, {
      symbol: 'δ',
      min: -1e4,
      max: 1e4,
    }),
    beta0: vector('where β = a w starts', beta0, { symbol: 'β₀' }),
    sign: choice('sign of a at the start', ['positive', 'negative']),
  }
}

/** The seven δ from lazy to rich to delayed rich that the paper compares. */
export const sevenDeltas: readonly { readonly set: Parameters }[] = [-4, -2, -1, 0, 1, 2, 4].map((delta) => ({
  set: { delta },
}))

type Begun = {
  readonly delta: number
  readonly beta0: readonly number[]
  readonly sign: 'positive' | 'negative'
  readonly 'learningRate.a': number
  readonly 'learningRate.w': number
}

/** a₀ and w₀ of a {@link beginning}. */
export function startOf(parameters: Begun): ReturnType<typeof neuronFromBeta> {
  const { beta0, delta, sign } = parameters
  return neuronFromBeta(beta0, delta, { learningRate: ratesOf(parameters), sign: sign === 'negative' ? -1 : 1 })
}

/** Refuses a start without a direction. */
export function requireBeginning({ delta, beta0 }: Pick<Begun, 'delta' | 'beta0'>): void {
  if (delta < 0 && beta0.every((entry) => entry === 0))
    throw new LazyrichError(`beta0 is 0 with delta ${delta}: beta0 ≠ 0 or delta ≥ 0 is accepted, or w has no direction`)
}

import {
  type ChoiceParameter,
  choice,
  LazyrichError,
  type NumberParameter,
  number,
  type ParametersOf,
  type RecordParameter,
  record,
} from '@lazyrich/core/port'
import { BACKENDS, type BackendName } from '../backends/backend.ts'
import { datumLength, type HierarchySizes } from '../hierarchy/rules.ts'
import { mlp } from '../models/mlp.ts'
import type { Network } from '../networks/network.ts'
import type { LossName } from '../training/loss.ts'

type Numbers =
  | 'alpha'
  | 'samples'
  | 'symbols'
  | 'classes'
  | 'synonyms'
  | 'tupleSize'
  | 'levels'
  | 'hiddenLayers'
  | 'width'
  | 'learningRate'
  | 'momentum'
  | 'batchSize'
  | 'epochs'

/** The parameters of `hierarchy`; the defaults are the published ones. */
export const parameters: { readonly [K in Numbers]: NumberParameter } & {
  readonly preserveFunction: ChoiceParameter<'yes' | 'no'>
  readonly loss: ChoiceParameter<LossName>
  readonly backend: ChoiceParameter<'auto' | BackendName>
  readonly record: RecordParameter
} = {
  alpha: number('relative scale: the first layer is initialized divided by α; above 1 is upstream', 1, {
    symbol: 'α',
    min: 1e-6,
    max: 1e6,
  }),
  samples: number('training samples P, out of P_max = n_c m^((s^L − 1)/(s − 1)) samples', 4403, {
    symbol: 'P',
    min: 1,
    max: 5e6,
    integer: true,
  }),
  preserveFunction: choice(
    'whether the last layer is initialized multiplied by α, so that every α starts as the same function',
    ['yes', 'no'],
  ),
  symbols: number('symbols v at each level', 8, { symbol: 'v', min: 2, max: 256, integer: true }),
  classes: number('classes n_c', 8, { symbol: 'n_c', min: 2, max: 256, integer: true }),
  synonyms: number('tuples m that each symbol can be written as', 4, { symbol: 'm', min: 1, max: 256, integer: true }),
  tupleSize: number('symbols s in a tuple', 2, { symbol: 's', min: 1, max: 8, integer: true }),
  levels: number('levels L of rules; a datum has s^L symbols', 3, { symbol: 'L', min: 1, max: 8, integer: true }),
  hiddenLayers: number('hidden layers of the network', 3, { min: 0, max: 16, integer: true }),
  width: number('neurons in each hidden layer', 64, { min: 1, max: 4096, integer: true }),
  loss: choice('the loss to minimize', ['cross-entropy', 'mean-square']),
  learningRate: number(
    'initial learning rate η; it falls along a cosine to 0 at 80 % of the epochs, then rises again',
    6.4,
    {
      symbol: 'η',
      min: 1e-12,
      max: 1e6,
      changeable: true,
    },
  ),
  momentum: number('momentum μ of gradient descent', 0.9, { symbol: 'μ', min: 0, max: 0.999999 }),
  batchSize: number('samples per step', 128, { min: 1, max: 65_536, integer: true }),
  epochs: number('passes over the training data', 250, { unit: 'epochs', min: 1, max: 1e6, integer: true }),
  backend: choice(
    'what computes: auto is wasm, WebAssembly of our own; cpu, webgl and webgpu are backends of TensorFlow.js',
    ['auto', ...BACKENDS],
  ),
  record: record('log:40'),
}

/** The values of a run. */
export type Values = ParametersOf<typeof parameters>

/** The sizes of the hierarchy that is drawn. */
export function sizesOf({ classes, symbols, synonyms, tupleSize, levels }: Values): HierarchySizes {
  return { classes, symbols, synonyms, tupleSize, levels }
}

/** Batches per epoch; the last one is smaller unless P is a multiple of the batch size. */
export function stepsAnEpoch({ samples, batchSize }: Pick<Values, 'samples' | 'batchSize'>): number {
  return Math.ceil(samples / batchSize)
}

/** The network of a run: its inputs are the symbols of a datum, one-hot. */
export function networkOf(values: Values): Network {
  return mlp({
    places: datumLength(sizesOf(values)),
    alphabet: values.symbols,
    hidden: Array.from({ length: values.hiddenLayers }, () => values.width),
    classes: values.classes,
  })
}

/** Most weights that one machine has the memory and patience for. */
const MOST_WEIGHTS = 2e7
/** Most multiply-adds of one step: a few seconds. */
const MOST_WORK = 2e10

/** @throws LazyrichError for a network, or a step of it, that is too large to run. */
export function requireRunnable(values: Values): void {
  const weights = networkOf(values).size
  if (weights > MOST_WEIGHTS)
    throw new LazyrichError(
      `the network has ${weights.toPrecision(3)} weights: at most ${MOST_WEIGHTS} are accepted; a smaller width, or fewer hiddenLayers, levels or symbols, help`,
    )
  const rows = Math.min(values.batchSize, values.samples)
  if (3 * weights * rows > MOST_WORK)
    throw new LazyrichError(
      `batchSize is ${values.batchSize}: at most ${Math.floor(MOST_WORK / (3 * weights))} are accepted for a network of ${weights} weights`,
    )
}

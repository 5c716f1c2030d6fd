import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Formula, formulaIndices, formulaNumbers } from './formula-numbers.ts'

/** A layer as plain data, in the words of `golden/torch/cases.py`. Padding is in pixels, on every side. */
export type TorchLayer =
  /** h W / divisor + b, over the last axis; divisor 1 and a bias unless it says otherwise. */
  | { readonly kind: 'dense'; readonly out: number; readonly bias: boolean; readonly divisor?: number }
  | {
      readonly kind: 'convolution'
      readonly out: number
      readonly kernel: number
      readonly stride: number
      readonly padding: number
      readonly bias: boolean
    }
  /** Windows of size × size that do not overlap. */
  | { readonly kind: 'max-pool' | 'average-pool'; readonly size: number }
  | { readonly kind: 'relu' | 'gelu' | 'flatten' | 'batch-norm' | 'layer-norm' | 'last-token' }
  | { readonly kind: 'scale'; readonly factor: number }
  | { readonly kind: 'embedding'; readonly tokens: number; readonly out: number }
  | {
      readonly kind: 'attention'
      readonly heads: number
      readonly causal: boolean
      /** `last`: the last token alone asks, and sees all; one row comes out. */
      readonly queries: 'all' | 'last'
    }
  | { readonly kind: 'residual'; readonly layers: readonly TorchLayer[] }

export type TorchLoss = 'cross-entropy' | 'mean-square'

/** Inputs of a batch: numbers; tokens; or places × symbols, one 1 at each place. */
export type TorchInput =
  | ({ readonly kind: 'numbers' } & Formula)
  | { readonly kind: 'tokens'; readonly salt: number; readonly tokens: number }
  | { readonly kind: 'one-hot'; readonly salt: number; readonly symbols: number }

/** A network on one batch. Outputs are [batch, …], of as many entries as `labels.classes`. */
export interface TorchCase {
  readonly name: string
  readonly about: string
  readonly layers: readonly TorchLayer[]
  /** Of one input. */
  readonly axes: readonly number[]
  readonly batch: number
  readonly input: TorchInput
  readonly labels: { readonly salt: number; readonly classes: number }
  readonly parameters: readonly ({ readonly name: string; readonly shape: readonly number[] } & Formula)[]
  readonly loss: TorchLoss
  readonly meanLoss: number
  /** In training. */
  readonly outputs: Float32Array
  /** Of the mean loss, with respect to all parameters in their order. */
  readonly gradient: Float32Array
  /** With respect to the inputs; none for tokens. */
  readonly inputGradient?: Float32Array
  /** Of networks with batch norms: after each batch, [mean, variance] of one norm after the other. */
  readonly statistics?: readonly { readonly input: TorchInput; readonly numbers: Float32Array }[]
  /** The outputs of the first batch in evaluation, with the last of those statistics. */
  readonly evaluation?: Float32Array
}

/** A loss of given outputs [batch, classes], and its gradient with respect to them. */
export interface TorchLossCase {
  readonly name: string
  readonly loss: TorchLoss
  readonly batch: number
  readonly outputs: Formula
  readonly labels: { readonly salt: number; readonly classes: number }
  readonly meanLoss: number
  readonly gradient: Float32Array
}

/** Steps of an optimizer with given gradients: that of step k has the salt `gradient.salt` + k. */
export interface TorchOptimizerCase {
  readonly name: string
  /** Decay is added to the gradient by sgd, and taken from the parameters by adamw; ε is 1e-8. */
  readonly kind: 'sgd' | 'adam' | 'adamw'
  readonly momentum?: number
  readonly nesterov?: boolean
  readonly betas?: readonly [number, number]
  readonly decay?: number
  /** The learning rate of each step. */
  readonly rates: readonly number[]
  readonly count: number
  readonly start: Formula
  readonly gradient: Formula
  /** The parameters after each step. */
  readonly after: readonly (readonly number[])[]
}

/** Values of the formula as Python has them. */
export interface FormulaSample extends Formula {
  readonly numbers: readonly number[]
  readonly indicesBelow10: readonly number[]
}

const PACKED = new Set(['outputs', 'gradient', 'inputGradient', 'evaluation', 'numbers'])

const { formula, layers, losses } = read<{
  formula: FormulaSample[]
  layers: TorchCase[]
  losses: TorchLossCase[]
}>('layers.json.gz')

export const formulaSamples: readonly FormulaSample[] = formula
export const torchLayers: readonly TorchCase[] = layers
export const torchLosses: readonly TorchLossCase[] = losses
export const torchModels: readonly TorchCase[] = read<{ models: TorchCase[] }>('models.json.gz').models
export const torchOptimizers: readonly TorchOptimizerCase[] = read<{ optimizers: TorchOptimizerCase[] }>(
  'optimizers.json',
).optimizers

/** All parameters, one flat list. */
export function torchParameters({ parameters }: TorchCase): Float32Array {
  const lists = parameters.map((p) => formulaNumbers(size(p.shape), p))
  const all = new Float32Array(lists.reduce((sum, { length }) => sum + length, 0))
  let from = 0
  for (const list of lists) {
    all.set(list, from)
    from += list.length
  }
  return all
}

/** The inputs of a batch [batch, …axes], those of `statistics` too; tokens are whole numbers. */
export function torchInputs({ axes, batch, input: first }: TorchCase, input: TorchInput = first): Float32Array {
  const count = batch * size(axes)
  if (input.kind === 'numbers') return formulaNumbers(count, input)
  if (input.kind === 'tokens') return Float32Array.from(formulaIndices(count, input.salt, input.tokens))
  const all = new Float32Array(count)
  const symbols = formulaIndices(count / input.symbols, input.salt, input.symbols)
  for (const [place, symbol] of symbols.entries()) all[place * input.symbols + symbol] = 1
  return all
}

/** The class of each input of a batch. */
export function torchLabels({ batch, labels }: TorchCase | TorchLossCase): Int32Array {
  return formulaIndices(batch, labels.salt, labels.classes)
}

function size(shape: readonly number[]): number {
  return shape.reduce((product, axis) => product * axis, 1)
}

function read<T>(name: string): T {
  const bytes = readFileSync(join(import.meta.dirname, '../golden/torch', name))
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return JSON.parse(text, (key, value) => (PACKED.has(key) && typeof value === 'string' ? unpacked(value) : value)) as T
}

/** Little-endian float32 from base64. */
function unpacked(text: string): Float32Array {
  const bytes = Buffer.from(text, 'base64')
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i))
}

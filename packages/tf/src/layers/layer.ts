import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import type { Planning } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import type { Shape } from '../shape.ts'
import type { Start } from './start.ts'

/** Plain data that tells a layer from another of its kind. */
export type Settings = { readonly [name: string]: number | string | boolean | readonly number[] }

/** A tensor that training changes. */
export interface Parameter {
  /** Within its layer: `weight`, `bias`, … */
  readonly name: string
  readonly shape: readonly number[]
  readonly start: Start
  /** A bias is added; where a layer is multiplied so that the function stays, its biases are not. */
  readonly role: 'weight' | 'bias'
}

/** Numbers that a layer keeps of the data that it has seen in training, such as running means. */
export interface Statistic {
  readonly name: string
  readonly shape: readonly number[]
  /** What all of them are at the start. */
  readonly start: number
}

/**
 * One layer of a network. It owns its shapes, its start and its two passes: `forward` in operations of TensorFlow.js,
 * which any backend runs and differentiates, and `plan` in WebAssembly of our own.
 */
export interface Layer {
  readonly kind: string
  /** What the network calls it; its kind and a number if left out. */
  readonly name?: string
  readonly settings: Settings
  /** Of a layer that holds layers: its lists of them, each fed with the layer's own input. */
  readonly parts?: readonly (readonly Layer[])[]
  /**
   * What the layer between two others does to gradient flow's conserved δ: `homogeneous` (σ(cz) = cσ(z) for c > 0),
   * `linear`, or `other`.
   */
  readonly homogeneity: 'homogeneous' | 'linear' | 'other'
  /** True where it takes the size out of what comes in, so that dividing the layers before changes little. */
  readonly normalizes?: boolean
  /**
   * The shape that comes out; `parts` are those of its parts.
   *
   * @throws TfError that says what came in and what is accepted; the network names the layer.
   */
  shape(input: Shape, parts: readonly Shape[]): Shape
  /** The fewest samples that a batch in training may have; 1 if left out. */
  fewest?(input: Shape): number
  parameters?(input: Shape): readonly Parameter[]
  statistics?(input: Shape): readonly Statistic[]
  /** The general path, on a batch [count, ...axes]; called inside tf.tidy. */
  forward(on: General, x: Tensor): Tensor
  /**
   * The fast path: takes its buffers, adds its steps, and returns where its outputs will be. A layer without it trains on
   * backends of TensorFlow.js alone.
   */
  plan?(on: Planning, x: Value): Value
}

/** What a layer's general path works with. */
export interface General {
  readonly tf: Tfjs
  /** In training, normalization over a batch takes the batch's own moments. */
  readonly training: boolean
  readonly input: Shape
  readonly output: Shape
  /** The layer's parameters, in order. */
  readonly parameters: readonly Tensor[]
  readonly statistics: readonly Tensor[]
  /** Of a layer that holds layers: runs its part k. */
  part(k: number, x: Tensor): Tensor
  /** Keeps the tensor as the new value of statistic k, once the step is over. */
  keep(k: number, statistic: Tensor): void
}

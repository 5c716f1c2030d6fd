import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { type Names, refuse, requireNumber, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import type { Settings } from '../layers/layer.ts'
import type { Network, PlacedParameter } from '../networks/network.ts'
import type { Kernels } from '../planning/kernels.ts'

/** How one step moves some parameters. */
export interface Move {
  /** η of this step, times the layer's own. */
  readonly rate: number
  /** λ, 0 where the layer has none. */
  readonly weightDecay: number
  /** 1 for the first step. */
  readonly step: number
}

/** How gradients become steps. One kernel over the buffer of all parameters; the general path in operations. */
export interface Optimizer {
  readonly kind: string
  readonly settings: Settings
  /** Numbers that it keeps for each parameter, such as a velocity; 0 at the start. */
  readonly slots: number
  /** λ ≥ 0. */
  readonly weightDecay: number
  /** What a layer's own settings are, by its name. */
  readonly layers: { readonly [layer: string]: LayerMove }
  /**
   * Moves n parameters at an address, in place; the gradient may be overwritten.
   *
   * @returns 0 where all of them are finite afterwards, NaN otherwise.
   */
  update(kernels: Kernels, at: Addresses, n: number, move: Move): number
  /** The same for a tensor: its new value, and that of its slots. Called inside tf.tidy. */
  updated(
    tf: Tfjs,
    parameter: Tensor,
    gradient: Tensor,
    slots: readonly Tensor[],
    move: Move,
  ): readonly [parameter: Tensor, ...slots: Tensor[]]
}

/** A layer's own learning rate and weight decay. */
export interface LayerMove {
  /** A factor of the learning rate; 1 if left out. */
  readonly rate?: number
  /** In place of the optimizer's λ. */
  readonly weightDecay?: number
}

export interface Addresses {
  readonly parameters: number
  readonly gradient: number
  readonly slots: readonly number[]
}

/** Parameters side by side that are moved alike. */
export interface Range {
  readonly offset: number
  readonly size: number
  readonly rate: number
  readonly weightDecay: number
}

/** @throws TfError for a layer that the network has not, naming those that it has. */
export function rangesOf(network: Network, optimizer: Optimizer): Range[] {
  const names = new Set(network.parameters.map(({ layer }) => layer))
  for (const name of Object.keys(optimizer.layers))
    if (!names.has(name))
      throw new TfError(`the optimizer has settings for ${name}: ${[...names].join(', ')} are layers with parameters`)
  const ranges: Range[] = []
  for (const parameter of network.parameters) {
    const own = { offset: parameter.offset, size: parameter.size, ...moveOf(optimizer, parameter) }
    const last = ranges.at(-1)
    if (last && last.rate === own.rate && last.weightDecay === own.weightDecay)
      ranges[ranges.length - 1] = { ...last, size: last.size + own.size }
    else ranges.push(own)
  }
  return ranges
}

/** Where weight decay goes: into the gradient, or beside it. */
export const DECAYS: readonly ['gradient', 'decoupled'] = ['gradient', 'decoupled']

const MOVE: Names<LayerMove> = { rate: true, weightDecay: true }

/** @throws TfError unless every layer's own settings are numbers of at least 0. */
export function requireMoves(what: string, layers: { readonly [layer: string]: LayerMove }): void {
  if ({}.toString.call(layers) !== '[object Object]') refuse(what, layers, 'an object of settings by layer')
  for (const [layer, move] of Object.entries(layers)) {
    requireOptions(`${what}.${layer}`, move, MOVE)
    const { rate = 1, weightDecay = 0 } = move
    for (const [name, value] of Object.entries({ rate, weightDecay }))
      requireNumber(`${what}.${layer}.${name}`, value, { from: 0 })
  }
}

/** @throws TfError unless it is an optimizer, which an uncalled `sgd` is not. */
export function requireOptimizer(what: string, given: Optimizer): void {
  if (typeof given === 'function') {
    const name = (given as { name: string }).name || 'sgd'
    throw new TfError(`${what} is the function ${name}, not called: ${name}() is accepted`)
  }
  const { kind, settings, slots, layers, update, updated } = Object(given) as Partial<Optimizer>
  const fits =
    typeof kind === 'string' &&
    [settings, layers].every((some) => Object(some) === some) &&
    [update, updated].every((some) => typeof some === 'function') &&
    Number.isInteger(slots)
  if (!fits) refuse(what, given, 'an optimizer, such as sgd() or adam() gives,')
}

/** The factor of the learning rate, and λ, of a parameter. */
export function moveOf(
  { layers, weightDecay }: Optimizer,
  { layer }: PlacedParameter,
): { readonly rate: number; readonly weightDecay: number } {
  const own = layers[layer]
  return { rate: own?.rate ?? 1, weightDecay: own?.weightDecay ?? weightDecay }
}

/** In words, with all that tells it from another. */
export function describeOptimizer({ kind, settings, layers }: Optimizer): string {
  return `${kind} ${JSON.stringify(settings)} ${JSON.stringify(layers)}`
}

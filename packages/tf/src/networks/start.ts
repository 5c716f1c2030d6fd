import type { RandomStream } from '@lazyrich/core/random'
import { type Names, refuse, requireFlag, requireNumber, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import { inLayer } from '../layers/in-layer.ts'
import { leavesOf, type Network, type PlacedLayer } from './network.ts'
import { requireNetwork } from './require-network.ts'

/** Where a network starts between downstream and upstream. */
export interface StartOptions {
  /** The first layer's parameters are divided by it; above 1 is upstream. 1 if left out. */
  readonly alpha?: number
  /**
   * Whether the last layer's weights are multiplied by α, unless a normalization layer stands between, which takes the
   * factor out again in training (in evaluation only once its running moments have seen data). True if left out. Every α
   * then starts as the same function where all between first and last layer is positively homogeneous, such as ReLU,
   * biases in between start at 0, and the last layer stands in no residual; otherwise as another one. A single layer is
   * first and last, and stays as it is.
   */
  readonly preserveFunction?: boolean
}

const KNOWN: Names<StartOptions> = { alpha: true, preserveFunction: true }

/**
 * All parameters of a network at its start, in one list: each as its layer draws it, in order, so that networks that
 * differ in α alone have the same directions. Source: arXiv 2406.06158, section 5 and appendix D.
 *
 * @throws TfError unless α is a finite number above 0 that keeps all of them finite, and for a network that is too large
 * for memory.
 */
export function startOf(network: Network, random: RandomStream, options: StartOptions = {}): Float32Array<ArrayBuffer> {
  requireNetwork('network', network)
  const { uniform, normal } = Object(random) as Partial<RandomStream>
  if (typeof uniform !== 'function' || typeof normal !== 'function')
    refuse('startOf.random', random, 'a stream of random numbers, such as randomStream(seed, name),')
  requireOptions('startOf', options, KNOWN)
  const { alpha = 1, preserveFunction = true } = options
  requireNumber('startOf.alpha', alpha, { above: 0 })
  requireFlag('startOf.preserveFunction', preserveFunction)
  const all = roomFor(network)
  for (const { layer, name, start, offset, size } of network.parameters)
    inLayer(layer, () => {
      const own = all.subarray(offset, offset + size)
      const given: unknown = start(random, own)
      if (typeof given === 'function')
        throw new TfError(`the start of ${name} gives a function: one that fills its list is accepted`)
      requireFinite(own, `the start of ${name}`)
    })
  if (alpha === 1) return all
  const leaves = leavesOf(network.layers)
  const withParameters = leaves.filter(({ parameters }) => parameters.length > 0)
  const [first, last] = [withParameters[0], withParameters.at(-1)]
  if (!first || !last || first === last) return all
  const factors = new Map<PlacedLayer['parameters'][number], number>()
  for (const parameter of first.parameters) factors.set(parameter, 1 / alpha)
  const between = leaves.slice(leaves.indexOf(first) + 1, leaves.indexOf(last) + 1)
  if (preserveFunction && !between.some(({ layer }) => layer.normalizes))
    for (const parameter of last.parameters) if (parameter.role === 'weight') factors.set(parameter, alpha)
  for (const [{ layer, name, offset, size }, factor] of factors)
    inLayer(layer, () => {
      for (let p = offset; p < offset + size; p++) all[p] = all[p]! * factor
      requireFinite(all.subarray(offset, offset + size), `the start of ${name} for alpha = ${alpha}`)
    })
  return all
}

/** The most that WebAssembly can have. */
const MOST_BYTES = 2 ** 32

/** @throws TfError for a network that no backend would have room for, before anything is allocated. */
function roomFor({ size, parameters }: Network): Float32Array<ArrayBuffer> {
  try {
    if (4 * size <= MOST_BYTES) return new Float32Array(size)
  } catch {
    // Said below.
  }
  const { layer, name, shape } = parameters.reduce((most, other) => (other.size > most.size ? other : most))
  const gibibytes = ((4 * size) / 2 ** 30).toPrecision(3)
  throw new TfError(
    `the network has ${size} parameters, ${gibibytes} GiB, and no memory for them: 4 GiB are the most that are accepted (${name} of layer ${layer} is [${shape.join(', ')}])`,
  )
}

/** One pass over them, once: a start that leaves NaN would be seen only as a loss that is none. */
function requireFinite(own: Float32Array, what: string): void {
  const at = own.findIndex((entry) => !Number.isFinite(entry))
  if (at >= 0) refuse(`${what}[${at}]`, own[at], 'a finite number')
}

/** All statistics of a network at its start. */
export function statisticsOf(network: Network): Float32Array<ArrayBuffer> {
  requireNetwork('network', network)
  const all = new Float32Array(network.statisticsSize)
  for (const { start, offset, size } of network.statistics) all.fill(start, offset, offset + size)
  return all
}

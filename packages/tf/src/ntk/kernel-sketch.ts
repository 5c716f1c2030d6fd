import type { RandomStream } from '@lazyrich/core/random'
import type { Tfjs } from '../backends/load.ts'
import { type Names, refuse, requireNumber, requireOptions } from '../door.ts'
import type { Network } from '../networks/network.ts'
import type { NetworkNumbers } from '../networks/state.ts'
import type { NetworkModules } from '../planning/kernels.ts'
import { MEMORY } from './budget.ts'
import { fastJacobian } from './fast-jacobian.ts'
import { generalJacobian } from './general-jacobian.ts'
import type { JacobianOptions, Probe } from './jacobian.ts'
import { type Projection, RUN } from './projection.ts'
import { type KernelSketch, sketchBy } from './sketch-by.ts'
import { atOnce, finished, finishedInTime, inTime } from './waiting.ts'

export interface KernelSketchOptions {
  /** Draws the projections, two numbers each: the same for every call, so that sketches can be compared. */
  readonly random: RandomStream
  /** Numbers that a row of the Jacobian is projected to, a power of two from 32 on; 1024 if left out. */
  readonly buckets?: number
  /** Independent projections R, at least 3; 8 if left out. */
  readonly repeats?: number
  /** Bytes that it may take; 1 GiB if left out. */
  readonly memory?: number
}

/** Gives a sketch of the tangent kernel of a network for any parameters. */
export interface KernelSketchMeasure {
  /** @throws TfError for lists of another length than the network's. */
  (numbers: NetworkNumbers): KernelSketch
  /** The same in parts: yields the multiply-adds done since the last yield. */
  inSteps(numbers: NetworkNumbers): Generator<number, KernelSketch, void>
}

/** The same on a backend that may answer later. */
export interface GeneralKernelSketchMeasure {
  (numbers: NetworkNumbers): Promise<KernelSketch>
  inSteps(numbers: NetworkNumbers): AsyncGenerator<number, KernelSketch, void>
}

/**
 * The tangent kernel of a network too large for {@link tangentKernel}, summed over outputs, without bias: R independent
 * projections (count sketches) of every row of the Jacobian to k numbers, whose products have the kernel's entries as
 * their means and a relative error of some √(2/(kR)), told from the spread between projections.
 *
 * Costs a gradient for every sample and output, and R adds for each of its entries; n²kR/2 multiply-adds at the end.
 * Memory: nkR numbers beside the rows of as many samples as fit.
 *
 * @example
 * const sketchOf = kernelSketch(await networkModules(), network, { inputs, count: 64 }, { random })
 * const distance = sketchDistance(sketchOf(start), sketchOf(now)) // { kernelDistance, standardError }
 *
 * @throws TfError for inputs that are not the network's, buckets that are no power of two, fewer than 3 repeats, and a probe larger than memory
 * allows.
 */
export function kernelSketch(
  modules: NetworkModules,
  network: Network,
  probe: Probe,
  options: KernelSketchOptions,
): KernelSketchMeasure {
  const { projection, own, results } = settingsOf(options)
  const jacobian = fastJacobian(modules, network, probe, own, results)
  const inSteps = (numbers: NetworkNumbers): Generator<number, KernelSketch, void> =>
    atOnce(sketchBy(jacobian, numbers, projection))
  return Object.assign((numbers: NetworkNumbers) => finished(inSteps(numbers)), { inSteps })
}

/** The same in operations of TensorFlow.js, for machines whose WebAssembly has no SIMD: the same projections. */
export function generalKernelSketch(
  tf: Tfjs,
  network: Network,
  probe: Probe,
  options: KernelSketchOptions,
): GeneralKernelSketchMeasure {
  const { projection, own, results } = settingsOf(options)
  const jacobian = generalJacobian(tf, network, probe, own, results)
  const inSteps = (numbers: NetworkNumbers): AsyncGenerator<number, KernelSketch, void> =>
    inTime(sketchBy(jacobian, numbers, projection))
  return Object.assign((numbers: NetworkNumbers) => finishedInTime(inSteps(numbers)), { inSteps })
}

interface SketchSettings {
  readonly projection: Projection
  readonly own: JacobianOptions
  results(n: number): number
}

const OPTIONS: Names<KernelSketchOptions> = { random: true, buckets: true, repeats: true, memory: true }

function settingsOf(options: KernelSketchOptions): SketchSettings {
  requireOptions('kernelSketch', options, OPTIONS)
  const { random, buckets = 1024, repeats = 8, memory = MEMORY } = options
  if (typeof Object(random).uniform !== 'function')
    refuse('kernelSketch.random', random, 'a stream, as randomStream() gives it,')
  if (!(typeof buckets === 'number' && Number.isInteger(Math.log2(buckets)) && buckets >= RUN && buckets <= 2 ** 24))
    refuse('kernelSketch.buckets', buckets, `a power of two from ${RUN} to ${2 ** 24}`)
  requireNumber('kernelSketch.repeats', repeats, { whole: true, from: 3 })
  requireNumber('kernelSketch.memory', memory, { above: 0 })
  const word = (): number => Math.floor(2 ** 32 * random.uniform())
  const projection = { seeds: Array.from({ length: repeats }, () => [word(), word()] as const), buckets }
  return {
    projection,
    own: { allOutputs: false, projection, memory },
    results: (n) => 8 * repeats * n * buckets + 8 * (repeats + 2) * n * n,
  }
}

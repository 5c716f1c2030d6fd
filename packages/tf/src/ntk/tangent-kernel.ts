import type { Tfjs } from '../backends/load.ts'
import { type Names, requireNumber, requireOneOf, requireOptions } from '../door.ts'
import type { Network } from '../networks/network.ts'
import { requireNetwork } from '../networks/require-network.ts'
import type { NetworkNumbers } from '../networks/state.ts'
import type { NetworkModules } from '../planning/kernels.ts'
import { sizeOf } from '../shape.ts'
import { MEMORY } from './budget.ts'
import { fastJacobian } from './fast-jacobian.ts'
import { generalJacobian } from './general-jacobian.ts'
import type { JacobianOptions, Probe } from './jacobian.ts'
import { FORMS, type KernelForm, kernelBy, type TangentKernel } from './kernel-by.ts'
import { atOnce, finished, finishedInTime, inTime } from './waiting.ts'

export interface TangentKernelOptions {
  /** `sum` if left out. */
  readonly form?: KernelForm
  /** Bytes that it may take, the kernels of one call among them; 1 GiB if left out. */
  readonly memory?: number
}

/** Gives the tangent kernel of a network for any parameters. */
export interface TangentKernelMeasure {
  /** @throws TfError for lists of another length than the network's. */
  (numbers: NetworkNumbers): TangentKernel
  /** The same in parts: yields the multiply-adds done since the last yield. */
  inSteps(numbers: NetworkNumbers): Generator<number, TangentKernel, void>
}

/** The same on a backend that may answer later. */
export interface GeneralTangentKernelMeasure {
  (numbers: NetworkNumbers): Promise<TangentKernel>
  inSteps(numbers: NetworkNumbers): AsyncGenerator<number, TangentKernel, void>
}

/**
 * The empirical tangent kernel of a network on a probe, whole and layer by layer, in evaluation (normalization by running
 * moments): rows of the Jacobian in float32, their products accumulated in float64. Takes its memory once, for all calls:
 * where the rows of the probe need more than it may take, samples are held in blocks and passed again for every pair of
 * blocks.
 *
 * Costs a pass forward, C passes backward, n·C gradients of single samples where a layer is no plain matrix, and n²·C
 * products of rows: Σ (inner + C outer) multiply-adds each over matrices, C · parameters over the rest.
 *
 * Source: Jacot, Gabriel and Hongler 2018; the sum over outputs and its distance: arXiv 2406.06158, section 5.
 *
 * @example
 * const kernelOf = tangentKernel(await networkModules(), network, { inputs, count: 64 })
 * const before = kernelOf({ parameters })
 *
 * @throws TfError for inputs that are not the network's, and a probe larger than memory allows, naming how many samples
 * are accepted.
 */
export function tangentKernel(
  modules: NetworkModules,
  network: Network,
  probe: Probe,
  options: TangentKernelOptions = {},
): TangentKernelMeasure {
  const { form, own, results } = settingsOf(network, options)
  const jacobian = fastJacobian(modules, network, probe, own, results)
  const inSteps = (numbers: NetworkNumbers) => atOnce(kernelBy(jacobian, numbers, form))
  return Object.assign((numbers: NetworkNumbers) => finished(inSteps(numbers)), { inSteps })
}

/** The same in operations of TensorFlow.js, for machines whose WebAssembly has no SIMD. */
export function generalTangentKernel(
  tf: Tfjs,
  network: Network,
  probe: Probe,
  options: TangentKernelOptions = {},
): GeneralTangentKernelMeasure {
  const { form, own, results } = settingsOf(network, options)
  const jacobian = generalJacobian(tf, network, probe, own, results)
  const inSteps = (numbers: NetworkNumbers) => inTime(kernelBy(jacobian, numbers, form))
  return Object.assign((numbers: NetworkNumbers) => finishedInTime(inSteps(numbers)), { inSteps })
}

interface KernelSettings {
  readonly form: KernelForm
  readonly own: JacobianOptions
  results(n: number): number
}

const OPTIONS: Names<TangentKernelOptions> = { form: true, memory: true }

function settingsOf(network: Network, options: TangentKernelOptions): KernelSettings {
  requireNetwork('network', network)
  requireOptions('tangentKernel', options, OPTIONS)
  const { form = 'sum', memory = MEMORY } = options
  requireOneOf('tangentKernel.form', form, FORMS)
  requireNumber('tangentKernel.memory', memory, { above: 0 })
  const slots = form === 'pairs' ? sizeOf(network.output) : 1
  const kernels = new Set(network.parameters.map(({ layer }) => layer)).size + 1
  return {
    form,
    own: { allOutputs: form === 'pairs', memory },
    results: (n) => 8 * kernels * (n * slots) ** 2,
  }
}

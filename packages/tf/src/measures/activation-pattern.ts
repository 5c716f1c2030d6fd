import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { forward } from '../networks/forward.ts'
import { leavesOf, type Network, type PlacedLayer } from '../networks/network.ts'
import { planNetwork } from '../networks/plan.ts'
import { type NetworkNumbers, requireNetworkNumbers } from '../networks/state.ts'
import { workOf } from '../networks/work.ts'
import type { Probe } from '../ntk/jacobian.ts'
import { requireProbe } from '../ntk/require-probe.ts'
import { finished } from '../ntk/waiting.ts'
import { type NetworkModules, requireModules } from '../planning/kernels.ts'
import { networkMemory } from '../planning/memory.ts'
import { type Shape, sizeOf } from '../shape.ts'

/** Which neurons of every ReLU are active on a probe, by the layer's name: 1 where its input is above 0, [count, size]. */
export interface ActivationPattern {
  readonly [relu: string]: Uint8Array<ArrayBuffer>
}

/** Gives the activation pattern of a network for any parameters. */
export interface ActivationMeasure {
  /** @throws TfError for lists of another length than the network's. */
  (numbers: NetworkNumbers): ActivationPattern
  /** The same in parts: yields the multiply-adds done since the last yield. */
  inSteps(numbers: NetworkNumbers): Generator<number, ActivationPattern, void>
}

/** Samples that are passed at once. */
const AT_ONCE = 32

/**
 * Gives the activation pattern of a network's ReLUs on a probe for any parameters, in evaluation; empty for a network
 * without a ReLU. A pass forward; memory for {@link AT_ONCE} samples, taken once. Source: arXiv 2406.06158, section 4.
 *
 * @example
 * const patternOf = activationPatterns(await networkModules(), network, { inputs, count: 64 })
 * const start = patternOf({ parameters })
 *
 * @throws TfError for inputs that are not the network's.
 */
export function activationPatterns(modules: NetworkModules, network: Network, probe: Probe): ActivationMeasure {
  requireModules('modules', modules)
  requireProbe(network, probe)
  const { inputs, count } = probe
  const most = Math.min(count, AT_ONCE)
  const memory = networkMemory(modules)
  const buffers = {
    parameters: memory.take(network.size),
    gradient: memory.take(network.size),
    statistics: memory.take(network.statisticsSize),
  }
  // As in a probe of gradients: layers in the order of the list, nothing shared between samples.
  const plan = planNetwork(network, memory, buffers, { batch: most, shares: false })
  const relus = plan.values.filter(({ layer }) => isRelu(layer))
  const size = sizeOf(network.input)
  const work = workOf(network)
  function* inSteps(numbers: NetworkNumbers): Generator<number, ActivationPattern, void> {
    const { parameters, statistics } = requireNetworkNumbers(network, numbers)
    memory.floats(buffers.parameters, network.size).set(parameters)
    memory.floats(buffers.statistics, network.statisticsSize).set(statistics)
    const pattern = emptyPattern(network, count)
    for (let first = 0; first < count; first += most) {
      const part = Math.min(most, count - first)
      const to = network.input.tokens === undefined ? memory.floats : memory.integers
      const now = to(plan.input, part * size)
      for (let p = 0; p < now.length; p++) now[p] = inputs[first * size + p]!
      // What a ReLU gives is above 0 where its input is; to be read before the next step may overwrite it.
      for (let s = 0, next = 0; s < plan.steps.length; s++) {
        plan.steps[s]!.step.forward(part, false)
        for (; relus[next]?.steps === s + 1; next++) {
          const { layer, value } = relus[next]!
          mark(pattern, layer, first, memory.floats(value.at, part * sizeOf(value.shape)))
        }
      }
      yield part * work
    }
    return pattern
  }
  return Object.assign((numbers: NetworkNumbers) => finished(inSteps(numbers)), { inSteps })
}

/** The same in operations of TensorFlow.js, on whichever backend is set. */
export function generalActivationPatterns(
  tf: Tfjs,
  network: Network,
  probe: Probe,
): (numbers: NetworkNumbers) => Promise<ActivationPattern> {
  requireProbe(network, probe)
  const { inputs, count } = probe
  const size = sizeOf(network.input)
  return async (numbers) => {
    const all = requireNetworkNumbers(network, numbers)
    const pattern = emptyPattern(network, count)
    for (let first = 0; first < count; first += AT_ONCE) {
      const part = Math.min(AT_ONCE, count - first)
      const found: { layer: PlacedLayer; given: Tensor }[] = []
      tf.tidy(() => {
        const own = Array.from({ length: part * size }, (_, p) => inputs[first * size + p]!)
        const dtype = network.input.tokens === undefined ? 'float32' : 'int32'
        const tensors = {
          parameters: uploaded(tf, network.parameters, all.parameters),
          statistics: uploaded(tf, network.statistics, all.statistics),
        }
        forward(tf, network, tensors, tf.tensor(own, [part, ...network.input.axes], dtype), {
          training: false,
          keep() {},
          seen: (layer, given) => void (isRelu(layer) && found.push({ layer, given: tf.keep(tf.clone(given)) })),
        })
      })
      for (const { layer, given } of found) {
        mark(pattern, layer, first, await given.data())
        given.dispose()
      }
    }
    return pattern
  }
}

function uploaded(tf: Tfjs, list: Network['parameters'] | Network['statistics'], all: Float32Array): Tensor[] {
  return list.map(({ offset, size, shape }) => tf.tensor(all.slice(offset, offset + size), [...shape]))
}

function isRelu({ layer }: PlacedLayer): boolean {
  return layer.kind === 'relu'
}

function emptyPattern({ layers }: Network, count: number): ActivationPattern {
  const sizes = leavesOf(layers).filter(isRelu)
  const entry = ({ name, output }: { name: string; output: Shape }): [string, Uint8Array<ArrayBuffer>] => [
    name,
    new Uint8Array(count * sizeOf(output)),
  ]
  return Object.fromEntries(sizes.map(entry))
}

function mark(
  pattern: ActivationPattern,
  { name, output }: PlacedLayer,
  first: number,
  given: ArrayLike<number>,
): void {
  const active = pattern[name]!
  const at = first * sizeOf(output)
  for (let p = 0; p < given.length; p++) active[at + p] = given[p]! > 0 ? 1 : 0
}

import { loadTfjs } from '../backends/load.ts'
import type { Network } from '../networks/network.ts'
import type { NetworkNumbers } from '../networks/state.ts'
import type { Probe } from '../ntk/jacobian.ts'
import type { KernelForm, TangentKernel } from '../ntk/kernel-by.ts'
import { type Distances, kernelDistances } from '../ntk/kernel-distances.ts'
import { generalTangentKernel, tangentKernel } from '../ntk/tangent-kernel.ts'
import { simdModules } from '../trainers/open.ts'
import { type ActivationPattern, activationPatterns, generalActivationPatterns } from './activation-pattern.ts'
import { type HammingDistances, hammingDistances } from './hamming-distance.ts'
import { type ParameterDistances, parameterDistances } from './parameter-distance.ts'

/** How far a network is from its start: whole, and layer by layer. */
export interface Movement {
  readonly kernel: Distances
  readonly hamming: HammingDistances
  readonly parameters: ParameterDistances
}

/** Multiply-adds of a turn, some milliseconds. */
const WORK_A_TURN = 3e7

/** What a network looks like on the probe. */
interface Look {
  readonly kernel: TangentKernel
  readonly pattern: ActivationPattern
}

/**
 * Measures how far a network has moved since its start, on a probe: by its tangent kernel, the activity of its ReLUs and
 * its parameters. Yields 1 after every turn's work. By WebAssembly of our own, or by TensorFlow.js where that has no SIMD.
 *
 * @throws TfError for inputs that are not the network's, and a probe larger than memory allows.
 */
export function movementFrom(
  start: NetworkNumbers,
  network: Network,
  probe: Probe,
  form: KernelForm = 'sum',
): (numbers: NetworkNumbers) => AsyncGenerator<number, Movement, void> {
  let look: ((numbers: NetworkNumbers) => AsyncGenerator<number, Look, void>) | undefined
  let before: Look | undefined
  return async function* movement(numbers) {
    look ??= await openLook(network, probe, form)
    before ??= yield* look(start)
    const now = yield* look(numbers)
    return {
      kernel: kernelDistances(before.kernel, now.kernel),
      hamming: hammingDistances(before.pattern, now.pattern),
      parameters: parameterDistances(network, start.parameters, numbers.parameters),
    }
  }
}

async function openLook(
  network: Network,
  probe: Probe,
  form: KernelForm,
): Promise<(numbers: NetworkNumbers) => AsyncGenerator<number, Look, void>> {
  const modules = await simdModules()
  if (modules) {
    const [kernelOf, patternOf] = [
      tangentKernel(modules, network, probe, { form }),
      activationPatterns(modules, network, probe),
    ]
    return async function* (numbers) {
      const kernel = yield* inTurns(kernelOf.inSteps(numbers))
      return { kernel, pattern: yield* inTurns(patternOf.inSteps(numbers)) }
    }
  }
  const tf = await loadTfjs()
  const [kernelOf, patternOf] = [
    generalTangentKernel(tf, network, probe, { form }),
    generalActivationPatterns(tf, network, probe),
  ]
  return async function* (numbers) {
    const kernel = yield* inTurns(kernelOf.inSteps(numbers))
    return { kernel, pattern: await patternOf(numbers) }
  }
}

/** Yields 1 after every {@link WORK_A_TURN}. */
async function* inTurns<T>(
  parts: Generator<number, T, void> | AsyncGenerator<number, T, void>,
): AsyncGenerator<number, T, void> {
  for (let work = 0; ; ) {
    const { done, value } = await parts.next()
    if (done) return value
    work += value
    if (work < WORK_A_TURN) continue
    work = 0
    yield 1
  }
}

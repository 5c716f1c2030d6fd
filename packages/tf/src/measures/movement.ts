import { loadTfjs } from '../backends/load.ts'
import { requireOneOf } from '../door.ts'
import type { Network } from '../networks/network.ts'
import { type NetworkNumbers, requireNetworkNumbers } from '../networks/state.ts'
import { WORK_A_TURN } from '../networks/work.ts'
import type { Probe } from '../ntk/jacobian.ts'
import { FORMS, type KernelForm, type TangentKernel } from '../ntk/kernel-by.ts'
import { type Distances, kernelDistances } from '../ntk/kernel-distances.ts'
import { requireProbe } from '../ntk/require-probe.ts'
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

/** What a network looks like on the probe. */
interface Look {
  readonly kernel: TangentKernel
  readonly pattern: ActivationPattern
}

/**
 * Measures how far a network has moved since its start, on a probe: by its tangent kernel, the activity of its ReLUs and
 * its parameters. Yields 1 after every turn's work. By WebAssembly of our own, or by TensorFlow.js where that has no SIMD.
 *
 * The start's numbers are not copied: they must stay what they are.
 *
 * @throws TfError for a start and inputs that are not the network's, and from the first measurement on for a probe larger
 * than memory allows; what it returns throws it for numbers that are not the network's.
 */
export function movementFrom(
  start: NetworkNumbers,
  network: Network,
  probe: Probe,
  form: KernelForm = 'sum',
): (numbers: NetworkNumbers) => AsyncGenerator<number, Movement, void> {
  requireProbe(network, probe)
  requireNetworkNumbers(network, start, 'start')
  requireOneOf('form', form, FORMS)
  let look: ((numbers: NetworkNumbers) => AsyncGenerator<number, Look, void>) | undefined
  let before: Look | undefined
  async function* movement(numbers: NetworkNumbers): AsyncGenerator<number, Movement, void> {
    look ??= await openLook(network, probe, form)
    before ??= yield* look(start)
    const now = yield* look(numbers)
    return {
      kernel: kernelDistances(before.kernel, now.kernel),
      hamming: hammingDistances(before.pattern, now.pattern),
      parameters: parameterDistances(network, start.parameters, numbers.parameters),
    }
  }
  return (numbers) => {
    requireNetworkNumbers(network, numbers)
    return movement(numbers)
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

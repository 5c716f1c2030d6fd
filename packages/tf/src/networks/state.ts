import { type Names, refuse, requireFields, requireNumbers } from '../door.ts'
import type { Network } from './network.ts'
import { requireNetwork } from './require-network.ts'
import { statisticsOf } from './start.ts'

/** What a network computes with; a {@link TrainerState} is one. */
export interface NetworkNumbers {
  /** [network.size] */
  readonly parameters: Float32Array
  /** [network.statisticsSize]; those of the start if left out. */
  readonly statistics?: Float32Array
}

const NUMBERS: Names<Pick<NetworkNumbers, 'parameters'>> = { parameters: true }

/**
 * The numbers with their statistics.
 *
 * @param what what they are named in an error.
 * @throws TfError unless it is an object whose lists are as long as the network's: parameters by themselves are not.
 */
export function requireNetworkNumbers(
  network: Network,
  numbers: NetworkNumbers,
  what = 'numbers',
): Required<NetworkNumbers> {
  requireNetwork('network', network)
  if (ArrayBuffer.isView(numbers) || Array.isArray(numbers))
    refuse(what, numbers, "an object { parameters }, such as a trainer's state,")
  requireFields(what, numbers, NUMBERS)
  const { parameters, statistics = statisticsOf(network) } = numbers
  requireNumbers(`${what}.parameters`, parameters, network.size)
  requireNumbers(`${what}.statistics`, statistics, network.statisticsSize)
  return { parameters, statistics }
}

/** False where one of them is not finite: then whatever is measured of the network is NaN. */
export function areFinite({ parameters, statistics }: NetworkNumbers): boolean {
  return [parameters, statistics ?? []].every((list) => list.every((entry) => Number.isFinite(entry)))
}

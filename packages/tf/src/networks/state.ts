import { TfError } from '../errors.ts'
import type { Network } from './network.ts'
import { statisticsOf } from './start.ts'

/** What a network computes with; a {@link TrainerState} is one. */
export interface NetworkNumbers {
  /** [network.size] */
  readonly parameters: Float32Array
  /** [network.statisticsSize]; those of the start if left out. */
  readonly statistics?: Float32Array
}

/** The numbers with their statistics. @throws TfError unless both lists are as long as the network's. */
export function requireNumbers(
  network: Network,
  { parameters, statistics = statisticsOf(network) }: NetworkNumbers,
): Required<NetworkNumbers> {
  if (parameters.length !== network.size)
    throw new TfError(`parameters has length ${parameters.length}: the network's ${network.size} are accepted`)
  if (statistics.length !== network.statisticsSize)
    throw new TfError(
      `statistics has length ${statistics.length}: the network's ${network.statisticsSize} are accepted`,
    )
  return { parameters, statistics }
}

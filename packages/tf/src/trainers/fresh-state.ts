import { type Names, requireFields, requireNumber } from '../door.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { statisticsOf } from '../networks/start.ts'
import { requireOptimizer } from '../training/optimizer.ts'
import { requireFloats } from './require-training.ts'
import type { TrainerState, Training } from './trainer.ts'

const TRAINED: Names<Pick<Training, 'network' | 'optimizer'>> = { network: true, optimizer: true }

/**
 * The state of a training that has not begun: these parameters, no steps, nothing remembered.
 *
 * @throws TfError for parameters that are not the network's, or not finite.
 */
export function freshState(
  training: Pick<Training, 'network' | 'optimizer'>,
  parameters: Float32Array<ArrayBuffer>,
): TrainerState {
  requireFields('training', training, TRAINED)
  const { network, optimizer } = training
  requireNetwork('training.network', network)
  requireOptimizer('training.optimizer', optimizer)
  requireFloats('parameters', parameters, network.size, 'this network')
  for (let p = 0; p < parameters.length; p++)
    if (!Number.isFinite(parameters[p])) requireNumber(`parameters[${p}]`, parameters[p])
  const slots = new Float32Array(optimizer.slots * network.size)
  return { parameters, slots, statistics: statisticsOf(network), step: 0 }
}

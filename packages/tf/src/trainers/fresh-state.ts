import { statisticsOf } from '../networks/start.ts'
import type { TrainerState, Training } from './trainer.ts'

/** The state of a training that has not begun: these parameters, no steps, nothing remembered. */
export function freshState(
  { network, optimizer }: Pick<Training, 'network' | 'optimizer'>,
  parameters: Float32Array<ArrayBuffer>,
): TrainerState {
  const slots = new Float32Array(optimizer.slots * network.size)
  return { parameters, slots, statistics: statisticsOf(network), step: 0 }
}

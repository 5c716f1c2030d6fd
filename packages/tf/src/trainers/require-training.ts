import { type Names, refuse, requireFields, requireNumber, requireOneOf, requireOptions } from '../door.ts'
import { TfError } from '../errors.ts'
import { requireNetwork } from '../networks/require-network.ts'
import { LOSSES } from '../training/loss.ts'
import { requireOptimizer } from '../training/optimizer.ts'
import type { TrainerState, Training } from './trainer.ts'

const TRAINING: Names<Training> = { network: true, loss: true, optimizer: true, batch: true }
const STATE: Names<TrainerState> = { parameters: true, slots: true, statistics: true, step: true }

/** @throws TfError unless it is a training, and the state one of its network and optimizer. */
export function requireTraining(training: Training, state: TrainerState): void {
  requireOptions('training', training, TRAINING)
  requireNetwork('training.network', training.network)
  requireOneOf('training.loss', training.loss, LOSSES)
  requireOptimizer('training.optimizer', training.optimizer)
  requireNumber('training.batch', training.batch, { whole: true, from: 1 })
  requireState(training, state)
}

/** The lists are as long as the network and its optimizer need; a network that has diverged has a state too. */
function requireState({ network, optimizer }: Training, state: TrainerState): void {
  if (ArrayBuffer.isView(state) || Array.isArray(state))
    refuse(
      'state',
      state,
      'an object of parameters, slots, statistics, step, such as freshState() makes of parameters,',
    )
  requireFields('state', state, STATE)
  requireFloats('state.parameters', state.parameters, network.size, 'this network')
  requireFloats('state.slots', state.slots, optimizer.slots * network.size, 'this network and its optimizer')
  requireFloats('state.statistics', state.statistics, network.statisticsSize, 'this network')
  requireNumber('state.step', state.step, { whole: true, from: 0 })
}

/** @throws TfError unless it is a Float32Array of that length. */
export function requireFloats(what: string, given: Float32Array, length: number, of: string): void {
  if (!(given instanceof Float32Array)) refuse(what, given, `a Float32Array of length ${length}`)
  if (given.length !== length)
    throw new TfError(`${what} has length ${given.length}: ${length}, for ${of}, is accepted`)
}

/** @throws TfError unless it is a finite number of at least 0, in single precision too, in which parameters are moved. */
export function requireLearningRate(what: string, given: unknown): void {
  requireNumber(what, given, { from: 0 })
  if (Math.fround(given as number) === Infinity)
    refuse(what, given, 'a number that single precision has, below 3.4e+38,')
}

import { type Registry, registryOf } from '../experiment/experiment.ts'
import { deepLinear } from './deep-linear.ts'
import { neuronRace } from './neuron-race.ts'
import { singleNeuron } from './single-neuron.ts'

export { deepLinear } from './deep-linear.ts'
export { neuronRace } from './neuron-race.ts'
export { singleNeuron } from './single-neuron.ts'

/** The experiments of core. */
export const coreExperiments: Registry = registryOf(neuronRace, singleNeuron, deepLinear)

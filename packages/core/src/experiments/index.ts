import { type Registry, registryOf } from '../experiment/experiment.ts'
import { activationRegionsExperiment } from './activation-regions.ts'
import { neuronRace } from './neuron-race.ts'
import { phaseDiagram } from './phase-diagram.ts'
import { singleNeuron } from './single-neuron.ts'

export { activationRegionsExperiment } from './activation-regions.ts'
export { neuronRace } from './neuron-race.ts'
export { phaseDiagram } from './phase-diagram.ts'
export { singleNeuron } from './single-neuron.ts'

/** The experiments of core. */
export const coreExperiments: Registry = registryOf(neuronRace, singleNeuron, activationRegionsExperiment, phaseDiagram)

import { type Registry, registryOf } from '../port/experiment.ts'
import { activationRegionsExperiment } from './activation-regions.ts'
import { basins } from './basins.ts'
import { deepLinear } from './deep-linear.ts'
import { exactCheck } from './exact-check.ts'
import { implicitBias } from './implicit-bias.ts'
import { neuronRace } from './neuron-race.ts'
import { phaseDiagram } from './phase-diagram.ts'
import { singleNeuron } from './single-neuron.ts'
import { wideLinear } from './wide-linear.ts'

export { activationRegionsExperiment } from './activation-regions.ts'
export { basins } from './basins.ts'
export { deepLinear } from './deep-linear.ts'
export { exactCheck } from './exact-check.ts'
export { implicitBias } from './implicit-bias.ts'
export { neuronRace } from './neuron-race.ts'
export { phaseDiagram } from './phase-diagram.ts'
export { singleNeuron } from './single-neuron.ts'
export { wideLinear } from './wide-linear.ts'

/** The experiments of core. */
export const coreExperiments: Registry = registryOf(
  neuronRace,
  singleNeuron,
  implicitBias,
  basins,
  exactCheck,
  wideLinear,
  deepLinear,
  activationRegionsExperiment,
  phaseDiagram,
)

export { LazyrichError } from '../errors.ts'

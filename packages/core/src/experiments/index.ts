import type { Experiment } from '../port/experiment.ts'
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

/** The nine experiments of core: a registry in which each id is known to be there. */
export interface CoreExperiments {
  readonly [id: string]: Experiment
  readonly 'neuron-race': Experiment
  readonly 'single-neuron': Experiment
  readonly 'implicit-bias': Experiment
  readonly basins: Experiment
  readonly 'exact-check': Experiment
  readonly 'wide-linear': Experiment
  readonly 'deep-linear': Experiment
  readonly 'activation-regions': Experiment
  readonly 'phase-diagram': Experiment
}

/** The experiments of core by id, such as `coreExperiments['neuron-race']`; more may stand beside them in a registry. */
export const coreExperiments: CoreExperiments = {
  'neuron-race': neuronRace,
  'single-neuron': singleNeuron,
  'implicit-bias': implicitBias,
  basins,
  'exact-check': exactCheck,
  'wide-linear': wideLinear,
  'deep-linear': deepLinear,
  'activation-regions': activationRegionsExperiment,
  'phase-diagram': phaseDiagram,
}

export { LazyrichError } from '../errors.ts'
export type { Experiment } from '../port/experiment.ts'

import { activationRegionsView } from './activation-regions.ts'
import { basinsView } from './basins.ts'
import { exactCheckView } from './exact-check.ts'
import { genericView } from './generic.ts'
import { implicitBiasView } from './implicit-bias.ts'
import { deepLinearView, wideLinearView } from './modes.ts'
import { neuronRaceView } from './neuron-race.ts'
import { singleNeuronView } from './single-neuron.ts'
import type { View } from './view.ts'

const views: { readonly [experiment: string]: View } = {
  'activation-regions': activationRegionsView,
  basins: basinsView,
  'deep-linear': deepLinearView,
  'exact-check': exactCheckView,
  'implicit-bias': implicitBiasView,
  'neuron-race': neuronRaceView,
  'single-neuron': singleNeuronView,
  'wide-linear': wideLinearView,
}

/** The view of an experiment: its own, or charts of its metrics. */
export function viewOf(experiment: string): View {
  return views[experiment] ?? genericView
}

import type { Plan } from '../../plan.ts'
import { activationRegionsView } from './activation-regions.ts'
import { basinsView } from './basins.ts'
import { exactCheckView } from './exact-check.ts'
import { genericView } from './generic.ts'
import { gridView } from './grid.ts'
import { gridOf } from './grid-of.ts'
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

/** The view of a comparison: its experiment's own, or charts of its metrics; of a grid of runs, with heat maps first. */
export function viewOf(plan: Plan): View {
  const view = views[plan.experiment.id] ?? genericView
  const grid = gridOf(plan)
  return grid ? gridView(grid, view) : view
}

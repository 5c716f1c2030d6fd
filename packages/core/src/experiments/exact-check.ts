import { defineExperiment, type Experiment } from '../port/experiment.ts'
import { vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { dot } from '../vector.ts'
import {
  beginning,
  deltaLabel,
  rates,
  requireBeginning,
  requireTraining,
  startOf,
  training,
} from './neuron-parameters.ts'
import {
  errorMetrics,
  givenTarget,
  giveTarget,
  neuronRun,
  showState,
  stateFields,
  whitenedExact,
  withExact,
} from './neuron-run.ts'

const deltas = [-2, -1, -0.2, 0, 0.02, 0.2, 1, 2]
const starts = [
  { label: '(0, −1)', beta0: [0, -1] },
  { label: '(.5, −.5)', beta0: [0.5, -0.5] },
  { label: '(.5, .5)', beta0: [0.5, 0.5] },
]

/** The closed form of one neuron against integration, entry by entry: Fig. 8 of the paper. */
export const exactCheck: Experiment = defineExperiment({
  id: 'exact-check',
  title: 'One neuron: closed form and integration',
  shows:
    'a, w₁, w₂ and ν = (w/a)ᵀβ* of the integrated flow, with the closed form on top, and the largest difference between the two: below 1e-10 in all 24 runs (Fig. 8). Where a changes sign, ν leaves through ±∞ and comes back from the other side.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime as number,
  parameters: {
    ...beginning([0, -1]),
    target: vector('β*, where β is drawn to', [0.5, 0.5]),
    ...rates,
    ...training(20, 'lin:200'),
  },
  metrics: {
    ...withExact({
      a: { label: 'a', meaning: 'the readout', unit: '', scale: 'linear' },
      w1: { label: 'w₁', meaning: 'first input weight', unit: '', scale: 'linear' },
      w2: { label: 'w₂', meaning: 'second input weight', unit: '', scale: 'linear' },
      nu: {
        label: 'ν = (w/a)ᵀβ*',
        meaning: 'w along β*, times ‖β*‖/a; its sign is that of βᵀβ*',
        unit: '',
        scale: 'linear',
      },
    }),
    ...errorMetrics,
  },
  given: givenTarget,
  fields: stateFields,
  presets: {
    small: {
      about: 'eight δ from −2 to 2, from β₀ = (0, −1)',
      runs: deltas.map((delta) => ({ label: deltaLabel(delta), set: { delta } })),
      pace: 40,
    },
    paper: {
      about: 'the same eight δ, each from β₀ = (0, −1), (.5, −.5) and (.5, .5) = β*',
      runs: starts.flatMap(({ label, beta0 }) =>
        deltas.map((delta) => ({ label: `${deltaLabel(delta)}, β₀ = ${label}`, set: { delta, beta0 } })),
      ),
      pace: 40,
    },
  },
  defaultPreset: 'small',

  refuse(parameters) {
    requireBeginning(parameters)
    requireTraining(parameters)
  },

  give: giveTarget,

  begin(parameters, _seed, from) {
    const { target, endTime, record } = parameters
    const start = startOf(parameters)
    return neuronRun(
      {
        start,
        flow: neuronWhitenedFlow(target, start.learningRate),
        exact: whitenedExact({ ...start, target }),
        observe: ({ a, w }) => ({ a, w1: w[0]!, w2: w[1]!, nu: dot(w, target) / a }),
        fields: showState,
        endTime,
        record,
      },
      from,
    )
  },
})

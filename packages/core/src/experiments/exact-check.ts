import { type Experiment, experimentOf } from '../port/experiment.ts'
import { vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { dot } from '../vector.ts'
import { linear } from './metric.ts'
import { beginning, rates, requireBeginning, startOf } from './neuron-parameters.ts'
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
import { requireTraining, training } from './training.ts'

const deltas = [-2, -1, -0.2, 0, 0.02, 0.2, 1, 2]
const starts = [
  [0, -1],
  [0.5, -0.5],
  [0.5, 0.5],
]

/** The closed form of one neuron against integration, entry by entry: Fig. 8 of the paper. */
export const exactCheck: Experiment = experimentOf({
  id: 'exact-check',
  title: 'One neuron: closed form and integration',
  shows:
    'a, w₁, w₂ and ν = (w/a)ᵀβ* of the integrated flow, with the closed form on top, and the largest difference between the two: below 1e-10 for each of the eight δ (Fig. 8). Where a changes sign, ν leaves through ±∞ and comes back from the other side.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime,
  parameters: {
    ...beginning([0, -1]),
    target: vector('β*, where β is drawn to', [0.5, 0.5], { symbol: 'β*' }),
    ...rates,
    ...training(20, 'lin:200'),
  },
  metrics: {
    ...withExact({
      a: linear('a', 'the readout'),
      w1: linear('w₁', 'first input weight'),
      w2: linear('w₂', 'second input weight'),
      nu: linear('ν = (w/a)ᵀβ*', 'w along β*, times ‖β*‖/a; its sign is that of βᵀβ*'),
    }),
    ...errorMetrics,
  },
  given: givenTarget,
  fields: stateFields,
  presets: {
    small: {
      about: 'eight δ from −2 to 2, from β₀ = (0, −1)',
      runs: deltas.map((delta) => ({ set: { delta } })),
      pace: 40,
    },
    paper: {
      about: 'the same eight δ, each from β₀ = (0, −1), (0.5, −0.5) and (0.5, 0.5) = β*',
      runs: starts.flatMap((beta0) => deltas.map((delta) => ({ set: { delta, beta0 } }))),
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
        flow: neuronWhitenedFlow({ target, learningRate: start.learningRate }),
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

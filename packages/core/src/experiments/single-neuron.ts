import { type Experiment, experimentOf } from '../port/experiment.ts'
import { vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelMeasures } from '../single-neuron/kernel-measures.ts'
import { whitenedLoss } from '../single-neuron/loss.ts'
import { neuronObservables } from '../single-neuron/observables.ts'
import { linear, log } from './metric.ts'
import { beginning, rates, requireBeginning, sevenDeltas, startOf } from './neuron-parameters.ts'
import {
  errorMetrics,
  givenTarget,
  giveTarget,
  kernelMetrics,
  neuronRun,
  showState,
  stateFields,
  whitenedExact,
  withExact,
} from './neuron-run.ts'
import { ratesOf } from './rates.ts'
import { finely, requireTraining, training } from './training.ts'

const silent = [1, 0.1, 0.01, 1e-3, 1e-4].map((size) => ({ set: { beta0: [-size, 0], endTime: 10 } }))

/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export const singleNeuron: Experiment = experimentOf({
  id: 'single-neuron',
  title: 'One neuron: flow and exact solution',
  shows:
    'How δ = a² − ‖w‖² decides the path of β = a w: lazy for δ ≫ 0, rich at 0, first lazy then rich for δ ≪ 0 (Figs. 2–4a). The flow is integrated; the exact solution is drawn on top of it. From a small start at δ = 0 the kernel’s direction is there before the loss falls: silent alignment.',
  revision: 2,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime,
  parameters: {
    ...beginning([-1, 0]),
    target: vector('β*, where it is drawn to', [0, 1], { symbol: 'β*' }),
    ...rates,
    ...training(20, 'lin:200'),
  },
  metrics: {
    ...withExact({
      loss: log('loss', 'loss ½‖β − β*‖²'),
      kernelDistance: linear('kernel distance', 'turn of the tangent kernel since the start; 0 is lazy'),
      signedMagnitude: linear('magnitude μ = a‖w‖', 'signed size of β'),
      alignment: linear('alignment φ', 'cosine of the angle between w and β*'),
      ...kernelMetrics,
    }),
    ...errorMetrics,
  },
  given: givenTarget,
  fields: stateFields,
  presets: {
    small: { about: 'seven δ from −4 to 4', runs: sevenDeltas, pace: 40 },
    paper: {
      about: 'the same seven δ, 2,000 frames each',
      runs: finely(sevenDeltas),
      pace: 400,
    },
    'silent-alignment': {
      about: 'δ = 0 from smaller and smaller β₀: the kernel turns to the target equally soon, the loss falls later',
      runs: silent,
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
    const learningRate = ratesOf(parameters)
    const start = startOf(parameters)
    const problem = { ...start, target }
    const kernelMeasures = neuronKernelMeasures(problem)
    return neuronRun(
      {
        start,
        flow: neuronWhitenedFlow({ target, learningRate }),
        exact: whitenedExact(problem),
        observe({ a, w }) {
          const neuron = { a, w, learningRate }
          const { kernelDistance, ...kernel } = kernelMeasures(neuron)
          const { signedMagnitude, alignment } = neuronObservables(neuron, target)
          return {
            loss: whitenedLoss(a, w, target),
            kernelDistance,
            signedMagnitude,
            alignment,
            ...kernel,
          }
        },
        fields: showState,
        endTime,
        record,
      },
      from,
    )
  },
})

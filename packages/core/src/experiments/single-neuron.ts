import { defineExperiment, type Experiment } from '../experiment/experiment.ts'
import { vector } from '../experiment/parameter.ts'
import { whitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelDistance } from '../single-neuron/kernel.ts'
import { dot, norm } from '../vector.ts'
import {
  beginning,
  deltaLabel,
  rates,
  ratesOf,
  requireBeginning,
  requireTraining,
  startOf,
  training,
} from './neuron-parameters.ts'
import { betaFields, errorMetrics, neuronRun, showBeta, whitenedExact, withExact } from './neuron-run.ts'

const comparison = [-4, -2, -1, 0, 1, 2, 4].map((delta) => ({ label: deltaLabel(delta), set: { delta } }))

/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export const singleNeuron: Experiment = defineExperiment({
  id: 'single-neuron',
  title: 'One neuron: flow and exact solution',
  shows:
    'How δ = a² − ‖w‖² decides the path of β = a w: lazy for δ ≫ 0, rich at 0, first lazy then rich for δ ≪ 0 (Figs. 2–4a). The flow is integrated; the exact solution is drawn on top of it.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime as number,
  parameters: {
    ...beginning([-1, 0]),
    target: vector('β*, where it is drawn to', [0, 1]),
    ...rates,
    ...training(20, 'lin:200'),
  },
  metrics: {
    ...withExact({
      loss: { label: 'loss', meaning: 'loss ½‖β − β*‖²', unit: '', scale: 'log' },
      kernelDistance: {
        label: 'kernel distance',
        meaning: 'turn of the tangent kernel since the start; 0 is lazy',
        unit: '',
        scale: 'linear',
      },
      signedMagnitude: { label: 'magnitude μ = a‖w‖', meaning: 'signed size of β', unit: '', scale: 'linear' },
      alignment: {
        label: 'alignment φ',
        meaning: 'cosine of the angle between w and β*',
        unit: '',
        scale: 'linear',
      },
    }),
    ...errorMetrics,
  },
  fields: betaFields,
  presets: {
    small: { about: 'seven δ from −4 to 4', runs: comparison, pace: 40 },
    paper: {
      about: 'the same seven δ, 2,000 frames each',
      runs: comparison.map(({ label, set }) => ({ label, set: { ...set, record: 'lin:2000' } })),
      pace: 400,
    },
  },
  defaultPreset: 'small',

  refuse(parameters) {
    requireBeginning(parameters)
    requireTraining(parameters)
  },

  begin(parameters, _seed, from) {
    const { target, endTime, record } = parameters
    const learningRate = ratesOf(parameters)
    const start = startOf(parameters)
    const kernelDistance = neuronKernelDistance(start.a0, start.w0, learningRate)
    return neuronRun(
      {
        start,
        flow: whitenedFlow(target, learningRate),
        exact: whitenedExact({ ...start, target }),
        observe({ a, w }) {
          const size = norm(w)
          const loss = w.reduce((sum, entry, j) => sum + (a * entry - target[j]!) ** 2, 0) / 2
          return {
            loss,
            kernelDistance: kernelDistance(a, w),
            signedMagnitude: a * size,
            alignment: dot(w, target) / (size * norm(target)),
          }
        },
        fields: showBeta(target),
        endTime,
        record,
      },
      from,
    )
  },
})

import { defineExperiment, type Experiment } from '../port/experiment.ts'
import { vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelDistance } from '../single-neuron/kernel.ts'
import { neuronKernelMeasures } from '../single-neuron/kernel-measures.ts'
import { neuronObservables } from '../single-neuron/observables.ts'
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

const comparison = [-4, -2, -1, 0, 1, 2, 4].map((delta) => ({ label: deltaLabel(delta), set: { delta } }))
const silent = [
  { label: '‖β₀‖ = 1', size: 1 },
  { label: '‖β₀‖ = 0.1', size: 0.1 },
  { label: '‖β₀‖ = 0.01', size: 0.01 },
  { label: '‖β₀‖ = 10⁻³', size: 1e-3 },
  { label: '‖β₀‖ = 10⁻⁴', size: 1e-4 },
].map(({ label, size }) => ({ label, set: { beta0: [-size, 0], endTime: 10 } }))

/** Numeric flow and closed form of one neuron, side by side: Figs. 2–4a of the paper. */
export const singleNeuron: Experiment = defineExperiment({
  id: 'single-neuron',
  title: 'One neuron: flow and exact solution',
  shows:
    'How δ = a² − ‖w‖² decides the path of β = a w: lazy for δ ≫ 0, rich at 0, first lazy then rich for δ ≪ 0 (Figs. 2–4a). The flow is integrated; the exact solution is drawn on top of it. From a small start at δ = 0 the kernel’s direction is there before the loss falls: silent alignment.',
  revision: 2,
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
      ...kernelMetrics,
    }),
    ...errorMetrics,
  },
  given: givenTarget,
  fields: stateFields,
  presets: {
    small: { about: 'seven δ from −4 to 4', runs: comparison, pace: 40 },
    paper: {
      about: 'the same seven δ, 2,000 frames each',
      runs: comparison.map(({ label, set }) => ({ label, set: { ...set, record: 'lin:2000' } })),
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
    const kernelDistance = neuronKernelDistance(start.a0, start.w0, learningRate)
    const kernelMeasures = neuronKernelMeasures({ target }, learningRate)
    return neuronRun(
      {
        start,
        flow: neuronWhitenedFlow(target, learningRate),
        exact: whitenedExact({ ...start, target }),
        observe({ a, w }) {
          const { signedMagnitude, alignment } = neuronObservables(a, w, target, learningRate)
          return {
            loss: w.reduce((sum, entry, j) => sum + (a * entry - target[j]!) ** 2, 0) / 2,
            kernelDistance: kernelDistance(a, w),
            signedMagnitude,
            alignment,
            ...kernelMeasures(a, w),
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

import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type RunBody } from '../port/experiment.ts'
import { number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { randomStream } from '../random/stream.ts'
import { initializeRelu, mirroredStart, randomStart, unitVector } from '../two-layer-relu/initialize.ts'
import { reluMeasures } from '../two-layer-relu/measures.ts'
import { reluOutputs } from '../two-layer-relu/network.ts'
import { reluRun } from './relu-run.ts'
import {
  descentLength,
  driftOfDelta,
  layerRateParameters,
  ratesOf,
  reluMetrics,
  tauAndDelta,
  turningOf,
  weighted,
} from './relu-schema.ts'

/** Two inputs: the circle, and paths that a person can see. */
const INPUTS = 2

const regimes = [
  { label: 'upstream δ = 1', set: { delta: 1 } },
  { label: 'balanced δ = 0', set: { delta: 0 } },
  { label: 'downstream δ = −1', set: { delta: -1 } },
]

/** Paths of a two-layer ReLU network's neurons towards their teacher's: Fig. 1a of the paper. */
export const neuronRace: Experiment = defineExperiment({
  id: 'neuron-race',
  title: 'Neurons race to their teacher',
  shows:
    'Three networks that start as the same function and differ only in δ = a² − ‖w‖² of their neurons (Fig. 1a): upstream neurons turn towards the teacher’s directions at once, balanced ones as they grow, downstream ones grow first and hardly turn.',
  revision: 3,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    ...tauAndDelta,
    neurons: number('neurons m of the student, in mirrored pairs (same w, opposite a)', 50, {
      min: 2,
      max: 1000,
      integer: true,
    }),
    samples: number('inputs n on the unit circle', 20, { min: 1, max: 1000, integer: true }),
    teacherNeurons: number('neurons of the teacher, unit vectors with signs ±1', 3, {
      min: 1,
      max: 100,
      integer: true,
    }),
    stepSize: number('step size of the descent, in flow time', 1e-2, { min: 1e-12, max: 1e3, changeable: true }),
    ...layerRateParameters,
    ...descentLength,
    record: record('log:60'),
  },
  metrics: {
    loss: reluMetrics.loss,
    kernelDistance: reluMetrics.kernelDistance,
    hammingDistance: reluMetrics.hammingDistance,
    parameterDistance: reluMetrics.parameterDistance,
    kernelNorm: reluMetrics.kernelNorm,
    kernelAlignment: reluMetrics.kernelAlignment,
    turning: reluMetrics.turning,
    teacherAlignment: {
      label: 'teacher alignment',
      meaning:
        'cosine between a neuron and the nearest of the teacher’s, weighted by |a|‖w‖: turning and growing raise it',
      unit: '',
      scale: 'linear',
    },
    deltaDrift: reluMetrics.deltaDrift,
  },
  given: {
    teacher: { meaning: 'w of every neuron of the teacher', shape: ['teacherNeurons', 'inputs'] },
    teacherReadout: { meaning: 'a of every neuron of the teacher', shape: ['teacherNeurons'] },
    inputs: { meaning: 'the inputs, on the unit circle', shape: ['samples', 'inputs'] },
  },
  fields: {
    neurons: { meaning: '|a_k| w_k of every neuron', shape: ['neurons', 'inputs'] },
    readout: { meaning: 'a_k of every neuron', shape: ['neurons'] },
  },
  presets: {
    regimes: {
      about: 'upstream, balanced and downstream at τ = 0.1: one teacher, one data set, one set of directions',
      runs: regimes,
      pace: 10,
    },
    small: {
      about: 'the same as regimes',
      runs: regimes,
      pace: 10,
    },
    paper: {
      about: 'the published four, a hundred times finer: step size 1e-4, a million steps',
      runs: [
        { label: 'rich τ = 0.1, δ = 0', set: { tau: 0.1, delta: 0 } },
        { label: 'lazy τ = 2, δ = 0', set: { tau: 2, delta: 0 } },
        { label: 'upstream τ = 0.1, δ = 1', set: { tau: 0.1, delta: 1 } },
        { label: 'downstream τ = 0.1, δ = −1', set: { tau: 0.1, delta: -1 } },
      ].map(({ label, set }) => ({ label, set: { ...set, stepSize: 1e-4, steps: 1_000_000 } })),
    },
  },
  defaultPreset: 'regimes',

  refuse({ neurons }) {
    if (neurons % 2 !== 0)
      throw new LazyrichError(`neurons is ${neurons}: an even number is accepted, since neurons come in mirrored pairs`)
  },

  give({ samples, teacherNeurons }, seed) {
    const { directions, signs } = randomStart(randomStream(seed, 'teacher'), teacherNeurons, INPUTS)
    return {
      teacher: { data: directions, shape: [teacherNeurons, INPUTS] },
      teacherReadout: { data: signs, shape: [teacherNeurons] },
      inputs: { data: circle(seed, samples), shape: [samples, INPUTS] },
    }
  },

  begin(parameters, seed, from, given): RunBody {
    const { tau, delta, neurons, stepSize, steps } = parameters
    const learningRate = ratesOf(parameters)
    const teacher = { W: given.teacher.data, a: given.teacherReadout.data, leak: 0 }
    const X = given.inputs.data
    const data = { X, y: reluOutputs(teacher, X) }
    const start = mirroredStart(randomStream(seed, 'student'), neurons, INPUTS)
    const network = initializeRelu(start, tau, delta, { learningRate })
    const measures = reluMeasures(network, data, learningRate)
    const drift = driftOfDelta(network, learningRate)
    const turning = turningOf(network.W)

    function* measure(): Measuring {
      const distances = yield* measures.inSteps(network)
      return {
        metrics: {
          kernelDistance: distances.kernelDistance,
          hammingDistance: distances.hammingDistance,
          parameterDistance: distances.parameterDistance,
          kernelNorm: distances.kernelNorm,
          kernelAlignment: distances.kernelAlignment,
          turning: turning(),
          teacherAlignment: alignment(network.W, network.a, teacher.W),
          deltaDrift: drift(),
        },
        fields: {
          neurons: { data: weighted(network), shape: [neurons, INPUTS] },
          readout: { data: network.a.slice(), shape: [neurons] },
        },
      }
    }

    return reluRun({
      network,
      data,
      step: stepSize,
      stepSize,
      learningRate,
      steps,
      record: parameters.record,
      from,
      measure,
    })
  },
})

/** n inputs uniform on the unit circle. */
function circle(seed: number, samples: number): Float64Array {
  const random = randomStream(seed, 'data')
  const X = new Float64Array(samples * INPUTS)
  for (let i = 0; i < samples; i++) unitVector(random, X.subarray(i * INPUTS, (i + 1) * INPUTS))
  return X
}

/** Σ_k |a_k|‖w_k‖ max_j cos∠(w_k, teacher_j) / Σ_k |a_k|‖w_k‖. */
function alignment(W: Float64Array, a: Float64Array, teacher: Float64Array): number {
  let weightedSum = 0
  let total = 0
  for (let k = 0; k < a.length; k++) {
    const [x, y] = [W[k * INPUTS]!, W[k * INPUTS + 1]!]
    const length = Math.hypot(x, y)
    const weight = Math.abs(a[k]!) * length
    let best = -1
    for (let j = 0; j < teacher.length; j += INPUTS)
      best = Math.max(best, (x * teacher[j]! + y * teacher[j + 1]!) / length)
    total += weight
    if (weight > 0) weightedSum += weight * best
  }
  return weightedSum / total
}

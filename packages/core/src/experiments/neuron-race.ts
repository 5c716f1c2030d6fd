import { type Experiment, experimentOf, type RunBody } from '../port/experiment.ts'
import { number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { unitVectors } from '../random/direction.ts'
import { randomStream } from '../random/stream.ts'
import { driftOfDelta } from '../two-layer-relu/delta-drift.ts'
import { initializeRelu, mirroredStart, randomStart } from '../two-layer-relu/initialize.ts'
import { measuresInSteps } from '../two-layer-relu/measures.ts'
import { reluOutputs } from '../two-layer-relu/network.ts'
import { teacherAlignment } from '../two-layer-relu/teacher-alignment.ts'
import { turningOf } from '../two-layer-relu/turning.ts'
import { weighted } from '../two-layer-relu/weighted.ts'
import { linear } from './metric.ts'
import { ratesOf } from './rates.ts'
import { reluRun } from './relu-run.ts'
import {
  descentLength,
  layerRateParameters,
  pairedNeurons,
  regimes,
  reluMetrics,
  requirePairs,
  stepSize,
  tauAndRegime,
  teacherNeurons,
} from './relu-schema.ts'

/** Two inputs: the circle, and paths that a person can see. */
const INPUTS = 2

/** Paths of a two-layer ReLU network's neurons towards their teacher's: Fig. 1a of the paper. */
export const neuronRace: Experiment = experimentOf({
  id: 'neuron-race',
  title: 'Neurons race to their teacher',
  shows:
    'Three networks that start as the same function and differ only in δ = a² − ‖w‖² of their neurons (Fig. 1a): upstream neurons turn towards the teacher’s directions at once, balanced ones as they grow, downstream ones grow first and hardly turn.',
  revision: 4,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    ...tauAndRegime,
    neurons: pairedNeurons(1000),
    samples: number('inputs n on the unit circle', 20, { symbol: 'n', min: 1, max: 1000, integer: true }),
    teacherNeurons: teacherNeurons(100),
    stepSize,
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
    teacherAlignment: linear(
      'teacher alignment',
      'cosine between a neuron and the nearest of the teacher’s, weighted by |a|‖w‖: turning and growing raise it',
    ),
    deltaDrift: reluMetrics.deltaDrift,
    deltaLedger: reluMetrics.deltaLedger,
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
      about:
        'the published four, rich, lazy (τ = 2), upstream and downstream, a hundred times finer: step size 1e-4, a million steps',
      runs: [
        { tau: 0.1, delta: 0 },
        { tau: 2, delta: 0 },
        { tau: 0.1, delta: 1 },
        { tau: 0.1, delta: -1 },
      ].map((set) => ({ set: { ...set, stepSize: 1e-4, steps: 1_000_000 } })),
    },
  },
  defaultPreset: 'regimes',

  refuse: requirePairs,

  give({ samples, teacherNeurons }, seed) {
    const { directions, signs } = randomStart(randomStream(seed, 'teacher'), teacherNeurons, INPUTS)
    return {
      teacher: { data: directions, shape: [teacherNeurons, INPUTS] },
      teacherReadout: { data: signs, shape: [teacherNeurons] },
      inputs: { data: unitVectors(randomStream(seed, 'data'), samples, INPUTS), shape: [samples, INPUTS] },
    }
  },

  begin(parameters, seed, from, given): RunBody {
    const { tau, delta, neurons, stepSize, steps } = parameters
    const teacher = { W: given.teacher.data, a: given.teacherReadout.data, leak: 0 }
    const X = given.inputs.data
    const data = { X, y: reluOutputs(teacher, X) }
    const start = mirroredStart(randomStream(seed, 'student'), neurons, INPUTS)
    const network = initializeRelu(start, { tau, delta, learningRate: ratesOf(parameters) })
    const distancesOf = measuresInSteps(network, data)
    const drift = driftOfDelta(network)
    const turning = turningOf(network.W)

    function* measure(): Measuring {
      const distances = yield* distancesOf(network)
      return {
        metrics: {
          kernelDistance: distances.kernelDistance,
          hammingDistance: distances.hammingDistance,
          parameterDistance: distances.parameterDistance,
          kernelNorm: distances.kernelNorm,
          kernelAlignment: distances.kernelAlignment,
          turning: turning(),
          teacherAlignment: teacherAlignment(network, teacher.W),
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
      steps,
      record: parameters.record,
      from,
      measure,
    })
  },
})

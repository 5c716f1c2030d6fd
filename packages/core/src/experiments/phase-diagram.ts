import { type Experiment, experimentOf, type PresetDefinition, type RunBody } from '../port/experiment.ts'
import { choice, number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { unitVectors } from '../random/direction.ts'
import { randomStream } from '../random/stream.ts'
import { linearSpaced, logSpaced } from '../spacing.ts'
import { driftOfDelta } from '../two-layer-relu/delta-drift.ts'
import { descentThenFlow, type MixedPath } from '../two-layer-relu/descent-then-flow.ts'
import { initializeRelu, mirroredStart, randomStart } from '../two-layer-relu/initialize.ts'
import { measuresInSteps } from '../two-layer-relu/measures.ts'
import { cloneNetwork, reluOutputs } from '../two-layer-relu/network.ts'
import { STABILIZED_RTOL } from '../two-layer-relu/stabilized-flow.ts'
import { testLoss } from '../two-layer-relu/test-loss.ts'
import { linear, log } from './metric.ts'
import { readMixedPath } from './mixed-path-state.ts'
import { ratesOf } from './rates.ts'
import { reluRun } from './relu-run.ts'
import {
  descentLength,
  layerRateParameters,
  pairedNeurons,
  reluMetrics,
  requirePairs,
  tauAndDelta,
  teacherNeurons,
} from './relu-schema.ts'

/** One cell of the paper's phase diagram (Fig. 1b): a run is one (τ, δ) at one seed. */
export const phaseDiagram: Experiment = experimentOf({
  id: 'phase-diagram',
  title: 'A cell of the phase diagram',
  shows:
    'One network of the phase diagram (Fig. 1b and its appendix): a run is one (τ, δ), to a million steps. At τ = 2 it is lazy whatever δ is. At τ = 0.1 it is rich: upstream networks flip two fifths of their activations within ten steps and move their parameters least, balanced ones flip a third as their weights grow, downstream ones move their parameters most and flip a tenth, late; the kernel turns most where δ is a little below 0.',
  revision: 3,
  axis: 'step',
  extent: ({ steps }) => steps,
  parameters: {
    ...tauAndDelta,
    neurons: pairedNeurons(10_000),
    inputs: number('inputs d of the networks', 100, { symbol: 'd', min: 1, max: 10_000, integer: true }),
    samples: number('inputs n on the unit sphere', 1000, { symbol: 'n', min: 1, max: 100_000, integer: true }),
    testSamples: number('fresh inputs on which the test loss is taken', 10_000, { min: 1, max: 1e6, integer: true }),
    teacherNeurons: teacherNeurons(1000),
    stepSize: number('step size of the descent times τ²: a step is stepSize/τ² of flow time', 5e-3, {
      symbol: 'η',
      min: 1e-12,
      max: 1e3,
      changeable: true,
    }),
    ...layerRateParameters,
    steps: { ...descentLength.steps, default: 1_000_000 },
    method: choice(
      'descent; flow to the times of its steps; or auto: descent while the two would differ by more than share, then flow',
      ['auto', 'flow', 'descent'],
    ),
    share: number(
      'auto goes over to flow once its estimated difference from descent is at most this share of how far the weights are from their start',
      0.02,
      {
        min: 0,
        max: 1e6,
      },
    ),
    rtol: number('error of a step of the flow, over the distance from the start', STABILIZED_RTOL, {
      min: 1e-12,
      max: 0.5,
    }),
    record: record('log:7'),
  },
  metrics: {
    loss: reluMetrics.loss,
    testLoss: log('test loss', 'mean squared error on fresh inputs'),
    kernelDistance: reluMetrics.kernelDistance,
    hammingDistance: reluMetrics.hammingDistance,
    parameterDistance: reluMetrics.parameterDistance,
    kernelNorm: reluMetrics.kernelNorm,
    kernelAlignment: reluMetrics.kernelAlignment,
    deltaDrift: reluMetrics.deltaDrift,
    descended: linear('descended', 'steps taken by descent; the others went by flow', 'steps'),
    difference: log(
      'difference',
      'estimated difference of flow from descent, over how far the weights are from their start',
    ),
    deltaLedger: reluMetrics.deltaLedger,
  },
  given: {}, // 100,000 numbers of inputs, in every manifest of a sweep: parameters and seed reproduce them
  fields: {},
  presets: {
    small: {
      about: 'nine cells, τ from 0.1 to 2 and δ from −1 to 1, at the published size: seconds each',
      // τ by τ: upstream, balanced, downstream.
      runs: cells([0.1, 0.45, 2], [1, 0, -1]),
    },
    grid: {
      about: 'nine by nine cells: τ log-spaced from 0.1 to 2, δ from −1 to 1',
      runs: cells(logSpaced(0.1, 2, 9), linearSpaced(-1, 1, 9)),
    },
    paper: {
      about: 'the published 17 by 17 cells (of one seed; a sweep takes 16)',
      runs: cells(logSpaced(0.1, 2, 17), linearSpaced(-1, 1, 17)),
    },
  },
  defaultPreset: 'small',

  refuse: requirePairs,

  begin(parameters, seed, from): RunBody {
    const { tau, delta, neurons, inputs, samples, testSamples, teacherNeurons, stepSize, steps } = parameters
    const teacherStart = randomStart(randomStream(seed, 'teacher'), teacherNeurons, inputs)
    const teacher = { W: teacherStart.directions, a: teacherStart.signs, leak: 0 }
    const random = randomStream(seed, 'data')
    const X = unitVectors(random, samples, inputs)
    const data = { X, y: reluOutputs(teacher, X) }
    const tests = unitVectors(random, testSamples, inputs)
    const start = mirroredStart(randomStream(seed, 'student'), neurons, inputs)
    const network = initializeRelu(start, { tau, delta, learningRate: ratesOf(parameters) })
    const origin = cloneNetwork(network)
    const wanted = reluOutputs(teacher, tests)
    let path: MixedPath | undefined
    const distancesOf = measuresInSteps(network, data)
    const drift = driftOfDelta(network)

    function* measure(): Measuring {
      const distances = yield* distancesOf(network)
      return {
        metrics: {
          testLoss: yield* testLoss(network, tests, wanted),
          kernelDistance: distances.kernelDistance,
          hammingDistance: distances.hammingDistance,
          parameterDistance: distances.parameterDistance,
          kernelNorm: distances.kernelNorm,
          kernelAlignment: distances.kernelAlignment,
          deltaDrift: drift(),
          descended: path!.descended,
          difference: path!.difference(),
        },
      }
    }

    const step = stepSize / (tau * tau)
    const { method, share, rtol } = parameters
    const saved = from && readMixedPath(from, network)
    const going = { start: origin, network, data, width: step, method, share, rtol, steps, from: saved }
    return reluRun({
      network,
      data,
      step,
      stepSize,
      steps,
      record: parameters.record,
      from,
      measure,
      path: (clock) => {
        path = descentThenFlow({ ...going, clock })
        return path
      },
    })
  },
})

function cells(taus: readonly number[], deltas: readonly number[]): PresetDefinition['runs'] {
  return taus.flatMap((tau) => deltas.map((delta) => ({ set: { tau, delta } })))
}

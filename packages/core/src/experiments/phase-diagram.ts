import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type Preset, type RunBody } from '../port/experiment.ts'
import { choice, number, record } from '../port/parameter.ts'
import type { Measuring } from '../port/stepped-run.ts'
import { type RandomStream, randomStream } from '../random/stream.ts'
import { initializeRelu, mirroredStart, randomStart, unitVector } from '../two-layer-relu/initialize.ts'
import { reluMeasures } from '../two-layer-relu/measures.ts'
import { cloneNetwork, type ReluNetwork, reluOutputs } from '../two-layer-relu/network.ts'
import { STABILIZED_RTOL } from '../two-layer-relu/stabilized-flow.ts'
import { descentThenFlow, type MixedPath } from './descent-then-flow.ts'
import { reluRun } from './relu-run.ts'
import { descentLength, driftOfDelta, layerRateParameters, ratesOf, reluMetrics, tauAndDelta } from './relu-schema.ts'

/** Multiply-adds of the test loss between two yields. */
const BLOCK = 1e6

/** One cell of the paper's phase diagram (Fig. 1b): a run is one (τ, δ) at one seed. */
export const phaseDiagram: Experiment = defineExperiment({
  id: 'phase-diagram',
  title: 'A cell of the phase diagram',
  shows:
    'One network of the phase diagram (Fig. 1b and its appendix): a run is one (τ, δ), to a million steps. At τ = 2 it is lazy whatever δ is. At τ = 0.1 it is rich: upstream networks flip two fifths of their activations within ten steps and move their parameters least, balanced ones flip a third as their weights grow, downstream ones move their parameters most and flip a tenth, late; the kernel turns most where δ is a little below 0.',
  revision: 2,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    ...tauAndDelta,
    neurons: number('neurons m of the student, in mirrored pairs (same w, opposite a)', 50, {
      min: 2,
      max: 10_000,
      integer: true,
    }),
    inputs: number('inputs d of the networks', 100, { min: 1, max: 10_000, integer: true }),
    samples: number('inputs n on the unit sphere', 1000, { min: 1, max: 100_000, integer: true }),
    testSamples: number('fresh inputs on which the test loss is taken', 10_000, { min: 1, max: 1e6, integer: true }),
    teacherNeurons: number('neurons m₀ of the teacher, unit vectors with signs ±1', 3, {
      min: 1,
      max: 1000,
      integer: true,
    }),
    stepSize: number('step size of the descent times τ²: a step is stepSize/τ² of flow time', 5e-3, {
      min: 1e-12,
      max: 1e3,
      changeable: true,
    }),
    ...layerRateParameters,
    steps: { ...descentLength.steps, default: 1_000_000 },
    method: choice(
      'descent; flow to the times of its steps; or auto, descent while the two would differ by more than share, flow from then on',
      ['auto', 'flow', 'descent'],
    ),
    share: number(
      'estimated relative difference of flow from descent, in how far the weights are from their start, up to which auto goes over to flow; a small loss may differ by more',
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
    testLoss: { label: 'test loss', meaning: 'mean squared error on fresh inputs', unit: '', scale: 'log' },
    kernelDistance: reluMetrics.kernelDistance,
    hammingDistance: reluMetrics.hammingDistance,
    parameterDistance: reluMetrics.parameterDistance,
    kernelNorm: reluMetrics.kernelNorm,
    kernelAlignment: reluMetrics.kernelAlignment,
    deltaDrift: reluMetrics.deltaDrift,
    descended: {
      label: 'descended',
      meaning: 'steps taken by descent; the others went by flow',
      unit: 'steps',
      scale: 'linear',
    },
    difference: {
      label: 'difference',
      meaning:
        'estimate of how far flow, from where it took over (or from here), differs from descent, relative to how far the weights are from their start',
      unit: '',
      scale: 'log',
    },
  },
  given: {}, // 100,000 numbers of inputs, in every manifest of a sweep: parameters and seed make them again
  fields: {},
  presets: {
    small: {
      about: 'nine cells, τ from 0.1 to 2 and δ from −1 to 1, at the published size: seconds each',
      // In the order of the dashboard's first three colours: upstream, balanced, downstream.
      runs: cells([0.1, 0.45, 2], [1, 0, -1]),
    },
    grid: {
      about: 'nine by nine cells: τ log-spaced from 0.1 to 2, δ from −1 to 1',
      runs: cells(logSpaced(0.1, 2, 9), linear(-1, 1, 9)),
    },
    paper: {
      about: 'the published 17 by 17 cells (of one seed; a sweep takes 16)',
      runs: cells(logSpaced(0.1, 2, 17), linear(-1, 1, 17)),
    },
  },
  defaultPreset: 'small',

  refuse({ neurons }) {
    if (neurons % 2 !== 0)
      throw new LazyrichError(`neurons is ${neurons}: an even number is accepted, since neurons come in mirrored pairs`)
  },

  begin(parameters, seed, from): RunBody {
    const { tau, delta, neurons, inputs, samples, testSamples, teacherNeurons, stepSize, steps } = parameters
    const learningRate = ratesOf(parameters)
    const teacherStart = randomStart(randomStream(seed, 'teacher'), teacherNeurons, inputs)
    const teacher = { W: teacherStart.directions, a: teacherStart.signs, leak: 0 }
    const random = randomStream(seed, 'data')
    const X = sphere(random, samples, inputs)
    const data = { X, y: reluOutputs(teacher, X) }
    const tests = sphere(random, testSamples, inputs)
    const start = mirroredStart(randomStream(seed, 'student'), neurons, inputs)
    const network = initializeRelu(start, tau, delta, { learningRate })
    const origin = cloneNetwork(network)
    const wanted = reluOutputs(teacher, tests)
    let path: MixedPath | undefined
    const measures = reluMeasures(network, data, learningRate)
    const drift = driftOfDelta(network, learningRate)

    function* measure(): Measuring {
      const distances = yield* measures.inSteps(network)
      return {
        metrics: {
          testLoss: yield* errorOn(tests, wanted, inputs, network),
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
    const going = { start: origin, network, data, width: step, learningRate, method, share, rtol, steps, from }
    return reluRun({
      network,
      data,
      step,
      stepSize,
      learningRate,
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

/** `count` numbers from `first` to `last`, each the same multiple of the one before, to six digits. */
function logSpaced(first: number, last: number, count: number): number[] {
  return linear(Math.log(first), Math.log(last), count).map((log) => Number(Math.exp(log).toPrecision(6)))
}

function linear(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1))
}

function cells(taus: readonly number[], deltas: readonly number[]): Preset['runs'] {
  return taus.flatMap((tau) =>
    deltas.map((delta) => ({
      label: `τ${Number(tau.toPrecision(3))} δ${String(delta).replace('-', '−')}`,
      set: { tau, delta },
    })),
  )
}

/** n inputs uniform on the unit sphere. */
function sphere(random: RandomStream, samples: number, inputs: number): Float64Array {
  const X = new Float64Array(samples * inputs)
  for (let i = 0; i < samples; i++) unitVector(random, X.subarray(i * inputs, (i + 1) * inputs))
  return X
}

/** The mean square of what is wanted minus what the student gives, a block of inputs at a time; NaN once weights are not finite. */
function* errorOn(
  X: Float64Array,
  wanted: Float64Array,
  inputs: number,
  student: ReluNetwork,
): Generator<number, number, void> {
  if (!student.W.every(Number.isFinite) || !student.a.every(Number.isFinite)) return Number.NaN
  const rows = Math.max(1, Math.floor(BLOCK / (inputs * student.a.length)))
  let sum = 0
  for (let from = 0; from < wanted.length; from += rows) {
    const part = X.subarray(from * inputs, (from + rows) * inputs)
    reluOutputs(student, part).forEach((f, i) => {
      sum += (f - wanted[from + i]!) ** 2
    })
    yield (part.length / inputs) * student.W.length
  }
  return sum / wanted.length
}

import { LazyrichError } from '../errors.ts'
import { defineExperiment, type Experiment, type Preset, type RunBody } from '../experiment/experiment.ts'
import { number, record } from '../experiment/parameter.ts'
import { type RandomStream, randomStream } from '../random/stream.ts'
import { initializeRelu, mirroredStart, randomStart, unitVector } from '../two-layer-relu/initialize.ts'
import { reluMeasures } from '../two-layer-relu/measures.ts'
import { type ReluNetwork, reluOutputs } from '../two-layer-relu/network.ts'
import { type Measuring, reluRun } from './relu-run.ts'
import { descentLength, driftOfDelta, layerRateParameters, ratesOf, reluMetrics, tauAndDelta } from './relu-schema.ts'

/** Multiply-adds of the test loss between two yields. */
const BLOCK = 1e6

/** One cell of the paper's phase diagram (Fig. 1b): a run is one (τ, δ) at one seed. */
export const phaseDiagram: Experiment = defineExperiment({
  id: 'phase-diagram',
  title: 'A cell of the phase diagram',
  shows:
    'One network of the phase diagram (Fig. 1b and its appendix): a run is one (τ, δ). At τ = 2 it is lazy whatever δ is. At τ = 0.1 it is rich: upstream networks flip two fifths of their activations within ten steps and move their parameters least, balanced ones flip a third as their weights grow, downstream ones move their parameters most and flip a tenth, late. (At the small size, where the kernel moves least downstream for most seeds, not all.)',
  revision: 1,
  axis: 'step',
  extent: ({ steps }) => steps as number,
  parameters: {
    ...tauAndDelta,
    neurons: number('neurons m of the student, in mirrored pairs (same w, opposite a)', 30, {
      min: 2,
      max: 10_000,
      integer: true,
    }),
    inputs: number('inputs d of the networks', 10, { min: 1, max: 10_000, integer: true }),
    samples: number('inputs n on the unit sphere', 100, { min: 1, max: 100_000, integer: true }),
    testSamples: number('fresh inputs on which the test loss is taken', 1000, { min: 1, max: 1e6, integer: true }),
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
    ...descentLength,
    record: record('log:5'),
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
  },
  fields: {},
  presets: {
    small: {
      about: 'nine cells, τ from 0.1 to 2 and δ from −1 to 1, at n = 100, d = 10, m = 30',
      runs: cells([0.1, 0.45, 2], [-1, 0, 1]),
    },
    paper: {
      about: 'the same cells at the published size, n = 1000, d = 100, m = 50, a million steps: hours each',
      runs: cells([0.1, 0.45, 2], [-1, 0, 1]).map(({ label, set }) => ({
        label,
        set: {
          ...set,
          samples: 1000,
          inputs: 100,
          neurons: 50,
          testSamples: 10_000,
          steps: 1_000_000,
          record: 'log:7',
        },
      })),
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
    const measures = reluMeasures(network, data, learningRate)
    const drift = driftOfDelta(network, learningRate)

    function* measure(): Measuring {
      const distances = yield* measures.inSteps(network)
      return {
        metrics: {
          testLoss: yield* errorOn(tests, inputs, teacher, network),
          kernelDistance: distances.kernelDistance,
          hammingDistance: distances.hammingDistance,
          parameterDistance: distances.parameterDistance,
          kernelNorm: distances.kernelNorm,
          kernelAlignment: distances.kernelAlignment,
          deltaDrift: drift(),
        },
        fields: {},
      }
    }

    const step = stepSize / (tau * tau)
    return reluRun({ network, data, step, stepSize, learningRate, steps, record: parameters.record, from, measure })
  },
})

function cells(taus: readonly number[], deltas: readonly number[]): Preset['runs'] {
  return taus.flatMap((tau) =>
    deltas.map((delta) => ({ label: `τ = ${tau}, δ = ${String(delta).replace('-', '−')}`, set: { tau, delta } })),
  )
}

/** n inputs uniform on the unit sphere. */
function sphere(random: RandomStream, samples: number, inputs: number): Float64Array {
  const X = new Float64Array(samples * inputs)
  for (let i = 0; i < samples; i++) unitVector(random, X.subarray(i * inputs, (i + 1) * inputs))
  return X
}

/** The mean square of teacher minus student, a block of inputs at a time; NaN once weights are not finite. */
function* errorOn(
  X: Float64Array,
  inputs: number,
  teacher: ReluNetwork,
  student: ReluNetwork,
): Generator<number, number, void> {
  if (![...student.W, ...student.a].every(Number.isFinite)) return Number.NaN
  const rows = Math.max(1, Math.floor(BLOCK / (inputs * student.a.length)))
  const block = rows * inputs
  let sum = 0
  for (let begin = 0; begin < X.length; begin += block) {
    const part = X.subarray(begin, begin + block)
    const wanted = reluOutputs(teacher, part)
    reluOutputs(student, part).forEach((f, i) => {
      sum += (f - wanted[i]!) ** 2
    })
    yield (part.length / inputs) * (teacher.W.length + student.W.length)
  }
  return (sum * inputs) / X.length
}

import { deepLinearConserved, deepLinearDrift } from '../deep-linear/conserved.ts'
import { deepLinearKernelMeasures } from '../deep-linear/kernel.ts'
import type { DeepLinearProblem } from '../deep-linear/problem.ts'
import { scaledFlow, unitsOf } from '../deep-linear/scaled-flow.ts'
import { singularValues } from '../deep-linear/spectrum.ts'
import { drawLayers } from '../deep-linear/start.ts'
import { deepLinearSystem } from '../deep-linear/system.ts'
import { whitenedData } from '../deep-linear/whitened.ts'
import { type Experiment, experimentOf, type RunBody } from '../port/experiment.ts'
import { number, vector } from '../port/parameter.ts'
import { planOf, timesOf } from '../port/record.ts'
import { matrixOfSingularValues } from '../random/matrix.ts'
import { randomStream } from '../random/stream.ts'
import { distance } from '../vector.ts'
import { flowFrames } from './flow-frames.ts'
import { linear, log } from './metric.ts'
import { rateParameters } from './rates.ts'
import { requireTraining, training } from './training.ts'

const TOLERANCE = { rtol: 1e-9, atol: 1e-11 }
/** Singular values that have a metric of their own. */
const MODES = 4
/** Of weights that are no longer finite. */
const NO_KERNEL = { kernelDistance: Number.NaN, kernelNorm: Number.NaN, kernelAlignment: Number.NaN }
/** Multiply-adds between two reports of progress, about a millisecond. */
const WORK_A_TURN = 1e6

const mode = (k: number) =>
  linear(
    `mode ${k}`,
    k === 1
      ? 'largest singular value of the product W_L … W_1; each mode is 0 where it has fewer'
      : `singular value ${k} of the product`,
  )

/** Deep linear networks learn their target one mode after another: saddle-to-saddle plateaus, and what α does to them. */
export const deepLinear: Experiment = experimentOf({
  id: 'deep-linear',
  title: 'Deep linear networks, mode by mode',
  shows:
    'From a small start the modes of the target are learned one after another, strongest first, and the loss stands still before each, from saddle to saddle, while the kernel already turns to the targets. α away from 1, to either side, shortens the plateaus and the way of the weights: at seed 0 the last of four modes is half learned at flow time 1.3 for α = 0.1, 10.3 for α = 1 and 1.7 for α = 10. Deeper networks wait longer; from large starts nothing waits and the kernel turns less.',
  revision: 1,
  axis: 'time',
  extent: ({ endTime }) => endTime,
  parameters: {
    depth: number('layers of weights', 3, { symbol: 'L', min: 2, max: 8, integer: true }),
    width: number('neurons of every hidden layer', 6, { min: 1, max: 64, integer: true }),
    inputs: number('inputs, whitened', 5, { symbol: 'd', min: 1, max: 16, integer: true }),
    outputs: number('outputs', 4, { symbol: 'c', min: 1, max: 16, integer: true }),
    strengths: vector(
      'singular values of the target; those beyond the smaller of inputs and outputs are left out',
      [4, 2, 1, 0.5],
      { min: 0, max: 100 },
    ),
    scale: number('size of every layer at the start: weights are scale · N(0, 1/inputs of the layer)', 0.3, {
      min: 1e-6,
      max: 10,
    }),
    alpha: number('α: divides the first layer’s start and multiplies the last’s; above 1 upstream', 1, {
      symbol: 'α',
      min: 1e-3,
      max: 1e3,
    }),
    ...rateParameters('learning rate of the last layer; those between have 1', 'learning rate of the first layer'),
    ...training(20, 'lin:200'),
  },
  metrics: {
    loss: log('loss', 'loss ½‖W_L … W_1 − β*‖²'),
    mode1: mode(1),
    mode2: mode(2),
    mode3: mode(3),
    mode4: mode(4),
    kernelDistance: linear('kernel distance', 'turn of the tangent kernel since the start; 0 is lazy'),
    kernelNorm: log('kernel norm', 'size of the tangent kernel'),
    kernelAlignment: linear(
      'kernel alignment',
      'cosine between the kernel and yyᵀ: it may rise while the loss stands still (silent alignment)',
    ),
    parameterDistance: linear('parameter distance', 'straight-line distance of all weights from their start'),
    conservedDrift: log(
      'drift of the conserved',
      'largest change of an entry of the matrices that the true flow conserves',
    ),
  },
  given: {
    target: { meaning: 'β*', shape: ['outputs', 'inputs'] },
    targetSingularValues: { meaning: 'all singular values of the target, largest first', shape: ['modes'] },
  },
  fields: {
    product: { meaning: 'W_L … W_1', shape: ['outputs', 'inputs'] },
    singularValues: { meaning: 'all singular values of the product, largest first', shape: ['modes'] },
  },
  presets: {
    small: {
      about: 'three layers from a small start, α from 0.1 to 10: one target, one product at the start',
      runs: [0.1, 0.3, 1, 3, 10].map((alpha) => ({ set: { alpha } })),
      pace: 40,
    },
    depth: {
      about: 'two to six layers from starts of one size: the deeper, the longer the plateaus',
      runs: [2, 3, 4, 6].map((depth) => ({ set: { depth, scale: 0.4, endTime: 40 } })),
      pace: 40,
    },
    scale: {
      about: 'three layers from small to large starts: from plateaus to none, from rich to lazy',
      runs: [0.1, 0.3, 1, 3].map((scale) => ({ set: { scale, endTime: 40 } })),
      pace: 40,
    },
  },
  defaultPreset: 'small',

  refuse: requireTraining,

  give({ inputs, outputs, strengths }, seed) {
    const modes = Math.min(inputs, outputs)
    const values = Float64Array.from({ length: modes }, (_, k) => strengths[k] ?? 0).sort((p, q) => q - p)
    const target = matrixOfSingularValues(randomStream(seed, 'teacher'), outputs, inputs, values)
    return {
      target: { data: target, shape: [outputs, inputs] },
      targetSingularValues: { data: values, shape: [modes] },
    }
  },

  begin(parameters, seed, from, given): RunBody {
    const { depth, width, inputs, outputs, scale, alpha, endTime } = parameters
    const modes = Math.min(inputs, outputs)
    const widths = [inputs, ...Array.from({ length: depth - 1 }, () => width), outputs]
    const problem: DeepLinearProblem = {
      widths,
      W0: drawLayers(randomStream(seed, 'student'), widths, scale, alpha),
      ...whitenedData(given.target.data, outputs, inputs),
      loss: 'half-sum',
      learningRate: Array.from({ length: depth }, (_, l) =>
        l === 0 ? parameters['learningRate.w'] : l === depth - 1 ? parameters['learningRate.a'] : 1,
      ),
    }
    const system = deepLinearSystem(problem)
    const { start, layers } = system
    const { learningRate } = system
    const networkOf = (state: Float64Array) => ({ widths, W: layers(state), learningRate })
    const before = deepLinearConserved(networkOf(start))
    const measure = deepLinearKernelMeasures(problem)
    const units = unitsOf(layers(start))
    const weights = new Float64Array(start.length)
    return flowFrames(
      {
        flow: scaledFlow(system.flow, units),
        start: start.map((entry, p) => entry / units[p]!),
        tolerance: TOLERANCE,
        times: timesOf(planOf(parameters.record)!, endTime),
        stepsATurn: Math.max(1, Math.floor(WORK_A_TURN / (18 * outputs * start.length))),
        show(state) {
          for (let p = 0; p < weights.length; p++) weights[p] = state[p]! * units[p]!
          const product = system.product(weights)
          const values = product.every(Number.isFinite)
            ? singularValues(product, outputs)
            : new Float64Array(modes).fill(Number.NaN)
          const network = weights.every(Number.isFinite) ? networkOf(weights) : undefined
          const kernel = network ? measure(network) : NO_KERNEL
          const named = Array.from({ length: MODES }, (_, k) => values[k] ?? 0)
          return {
            metrics: {
              loss: system.loss(weights),
              mode1: named[0]!,
              mode2: named[1]!,
              mode3: named[2]!,
              mode4: named[3]!,
              kernelDistance: kernel.kernelDistance,
              kernelNorm: kernel.kernelNorm,
              kernelAlignment: kernel.kernelAlignment,
              parameterDistance: distance(weights, start),
              conservedDrift: network ? deepLinearDrift(before, deepLinearConserved(network)) : Number.NaN,
            },
            fields: {
              product: { data: product, shape: [outputs, inputs] },
              singularValues: { data: values, shape: [modes] },
            },
          }
        },
      },
      from,
    )
  },
})

import { singularValues } from '../deep-linear/spectrum.ts'
import { LazyrichError } from '../errors.ts'
import { type Experiment, experimentOf, type RunBody } from '../port/experiment.ts'
import { number, vector } from '../port/parameter.ts'
import { planOf, timesOf } from '../port/record.ts'
import { matrixOfSingularValues } from '../random/matrix.ts'
import { randomStream } from '../random/stream.ts'
import { conservedOf } from '../two-layer-linear/conserved.ts'
import { diagonalCurvature, diagonalFlow, diagonalLoss } from '../two-layer-linear/diagonal-data.ts'
import { exactLinear } from '../two-layer-linear/exact.ts'
import { gramMeasures } from '../two-layer-linear/gram-measures.ts'
import { betaOf, gramsOf } from '../two-layer-linear/grams.ts'
import { spectralEntropy } from '../two-layer-linear/spectral-entropy.ts'
import { balancedLinearStart } from '../two-layer-linear/start.ts'
import { largestDifference } from '../vector.ts'
import { flowFrames } from './flow-frames.ts'
import { linear, log } from './metric.ts'
import { rateParameters, ratesOf } from './rates.ts'
import { finely, requireTraining, training } from './training.ts'

const deltas = [-4, -1, 0, 1, 4]
const TOLERANCE = { rtol: 1e-10, atol: 1e-13 }
/** Singular values that have a metric of their own. */
const MODES = 3
/** Multiply-adds between two reports of progress, about a millisecond. */
const WORK_A_TURN = 1e6

const mode = (k: number) => ({
  ...linear(
    `mode ${k}`,
    k === 1 ? 'largest singular value of β; each mode is 0 where β has fewer' : `singular value ${k} of β`,
  ),
  exact: `mode${k}Exact`,
})
const exactMode = (k: number) => linear(`mode ${k}, exact`, `singular value ${k} of the exact solution; NaN if none`)

/** Two-layer linear networks of any width, integrated and in closed form: how δ picks ℓ¹ or ℓ², rich or lazy. */
export const wideLinear: Experiment = experimentOf({
  id: 'wide-linear',
  title: 'Wide linear networks, mode by mode',
  shows:
    'Balanced networks (δ = 0) learn the modes of the target one after another, strongest first, while their kernel turns; far upstream all modes rise at once and the kernel hardly turns; downstream the loss falls early and the kernel turns late. That is with more inputs than outputs; with more outputs than inputs upstream and downstream change places (at seed 0, δ = 8 and −8: kernel distance 0.002 and 0.22 in the narrowing network, 0.43 and 0.002 in the expanding one). The exact solution lies on top.',
  revision: 2,
  axis: 'time',
  extent: ({ endTime }) => endTime,
  parameters: {
    hidden: number('hidden neurons h', 3, { symbol: 'h', min: 1, max: 32, integer: true }),
    inputs: number('inputs d', 4, { symbol: 'd', min: 1, max: 32, integer: true }),
    outputs: number('outputs c', 3, { symbol: 'c', min: 1, max: 32, integer: true }),
    delta: number('unbalance δ: η_w AAᵀ − η_a WWᵀ = δI at the start; conserved by the flow', 0, {
      symbol: 'δ',
      min: -1e4,
      max: 1e4,
    }),
    scale: number('size of the drawn layer at the start', 0.1, { min: 1e-6, max: 100 }),
    strengths: vector('singular values of the target β*; those beyond the smallest width are left out', [3, 2, 1], {
      min: 0,
      max: 1e3,
    }),
    condition: number('condition number of the inputs: 1 is whitened, with a closed form', 1, { min: 1, max: 1e3 }),
    ...rateParameters('learning rate η_a of the readout A', 'learning rate η_w of the input weights W'),
    ...training(10, 'lin:200'),
  },
  metrics: {
    loss: { ...log('loss', 'loss ½‖X(β − β*)‖²'), exact: 'lossExact' },
    kernelDistance: {
      ...linear('kernel distance', 'turn of the tangent kernel since the start, inputs taken as whitened; 0 is lazy'),
      exact: 'kernelDistanceExact',
    },
    mode1: mode(1),
    mode2: mode(2),
    mode3: mode(3),
    hyperbolicEntropy: linear(
      'hyperbolic entropy',
      'Σ φ_δ(σ) over singular values of β, in units of φ_δ of their length: 1 is ℓ²-like; the limit ‖σ‖₁/‖σ‖₂ at δ = 0, up to √rank, is ℓ¹',
    ),
    kernelNorm: log('kernel norm', 'size of the tangent kernel, inputs taken as whitened'),
    kernelAlignment: linear(
      'kernel alignment',
      'cosine between the kernel and yyᵀ, inputs taken as whitened: it may rise while the loss stands still (silent alignment)',
    ),
    lossExact: log('loss, exact', 'loss of the exact solution; NaN if there is none'),
    kernelDistanceExact: linear(
      'kernel distance, exact',
      'kernel distance of the exact solution; NaN if there is none',
    ),
    mode1Exact: exactMode(1),
    mode2Exact: exactMode(2),
    mode3Exact: exactMode(3),
    exactError: log('flow − exact', 'largest difference between an entry of β, integrated and exact'),
    deltaDrift: log('drift of Δ', 'largest change of an entry of η_w AAᵀ − η_a WWᵀ, which the true flow conserves'),
  },
  given: { target: { meaning: 'β*', shape: ['inputs', 'outputs'] } },
  fields: {
    beta: { meaning: 'β = WᵀA of the integrated flow', shape: ['inputs', 'outputs'] },
    singularValues: { meaning: 'all singular values of β, largest first', shape: ['modes'] },
  },
  presets: {
    small: {
      about: 'three modes to be learned, δ from −4 to 4',
      runs: deltas.map((delta) => ({ set: { delta } })),
      pace: 40,
    },
    shapes: {
      about:
        'a narrowing (d = 6, c = 3) and an expanding network (d = 3, c = 6) far upstream and downstream: which is lazy follows from the shape',
      runs: [
        { hidden: 3, inputs: 6, outputs: 3 },
        { hidden: 3, inputs: 3, outputs: 6 },
      ].flatMap((shape) => [8, -8].map((delta) => ({ set: { ...shape, delta } }))),
      pace: 40,
    },
    paper: {
      about: 'the δ of small, 20 inputs, 10 hidden neurons and outputs (ours), 2,000 frames each',
      runs: finely(deltas.map((delta) => ({ set: { delta, inputs: 20, hidden: 10, outputs: 10 } }))),
      pace: 400,
    },
  },
  defaultPreset: 'small',

  refuse(parameters) {
    requireTraining(parameters)
    const { hidden, inputs, outputs, delta } = parameters
    const [name, width] = delta > 0 ? ['outputs', outputs] : ['inputs', inputs]
    if (delta !== 0 && hidden > width)
      throw new LazyrichError(
        `hidden is ${hidden} with delta ${delta}: at most ${name} = ${width} is accepted, or η_w AAᵀ − η_a WWᵀ cannot be δI`,
      )
  },

  give({ inputs, outputs, strengths }, seed) {
    const values = Float64Array.from(strengths).subarray(0, Math.min(inputs, outputs))
    const target = matrixOfSingularValues(randomStream(seed, 'teacher'), inputs, outputs, values)
    return { target: { data: target, shape: [inputs, outputs] } }
  },

  begin(parameters, seed, from, given): RunBody {
    const { hidden, inputs, outputs, delta, scale, condition, endTime } = parameters
    const shape = { hidden, inputs, outputs }
    const learningRate = ratesOf(parameters)
    const begun = balancedLinearStart(randomStream(seed, 'student'), { ...shape, delta, scale, learningRate })
    const target = given.target.data
    const curvature = diagonalCurvature(inputs, condition)
    const exact = condition === 1 ? exactLinear({ ...begun, target }) : undefined
    const conserved = (A: Float64Array, W: Float64Array): Float64Array => conservedOf(A, W, hidden, learningRate)
    const before = conserved(begun.A0, begun.W0)
    const kernel = gramMeasures(gramsOf(begun.A0, begun.W0, shape), learningRate, { targets: target })
    const split = hidden * outputs
    const modes = Math.min(inputs, outputs)

    const lossOf = (beta: Float64Array): number => diagonalLoss(beta, target, curvature)
    const named = (values: Float64Array): number[] => Array.from({ length: MODES }, (_, k) => values[k] ?? 0)

    function closed(time: number) {
      if (!exact) return undefined
      const states = exact.at([time])
      return { ...states, kernelDistance: kernel(states).kernelDistance }
    }

    return flowFrames(
      {
        flow: diagonalFlow(target, curvature, shape, learningRate),
        start: [...begun.A0, ...begun.W0],
        tolerance: TOLERANCE,
        times: timesOf(planOf(parameters.record)!, endTime),
        stepsATurn: Math.max(1, Math.floor(WORK_A_TURN / (28 * hidden * inputs * outputs))),
        show(state, time) {
          const A = state.slice(0, split)
          const W = state.slice(split)
          const beta = betaOf(A, W, shape)
          const own = singularValues(beta, inputs)
          const solution = closed(time)
          const [first, second, third] = named(own) as [number, number, number]
          const [e1, e2, e3] = solution ? named(singularValues(solution.beta, inputs)) : [NaN, NaN, NaN]
          const { kernelDistance, kernelNorm, kernelAlignment } = kernel(gramsOf(A, W, shape))
          return {
            metrics: {
              loss: lossOf(beta),
              kernelDistance,
              mode1: first,
              mode2: second,
              mode3: third,
              hyperbolicEntropy: spectralEntropy(own, delta / Math.sqrt(learningRate.a * learningRate.w)),
              kernelNorm,
              kernelAlignment,
              lossExact: solution ? lossOf(solution.beta) : Number.NaN,
              kernelDistanceExact: solution ? solution.kernelDistance : Number.NaN,
              mode1Exact: e1!,
              mode2Exact: e2!,
              mode3Exact: e3!,
              exactError: solution ? largestDifference(beta, solution.beta) : Number.NaN,
              deltaDrift: largestDifference(conserved(A, W), before),
            },
            fields: {
              beta: { data: beta, shape: [inputs, outputs] },
              singularValues: { data: own, shape: [modes] },
            },
          }
        },
      },
      from,
    )
  },
})

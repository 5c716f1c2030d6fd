import { singularValues } from '../deep-linear/spectrum.ts'
import { LazyrichError } from '../errors.ts'
import type { RightHandSide } from '../integrate/solver.ts'
import type { LearningRate } from '../learning-rate.ts'
import { defineExperiment, type Experiment, type RunBody } from '../port/experiment.ts'
import { number, record, vector } from '../port/parameter.ts'
import { frameTimes, parseRecord } from '../port/record.ts'
import { randomStream } from '../random/stream.ts'
import { conservedOf } from '../two-layer-linear/conserved.ts'
import { exactLinear } from '../two-layer-linear/exact.ts'
import { hyperbolicEntropy } from '../two-layer-linear/hyperbolic-entropy.ts'
import { linearKernelMeasures } from '../two-layer-linear/kernel.ts'
import { balancedLinearStart } from '../two-layer-linear/start.ts'
import { drawTarget } from './draw-target.ts'
import { flowFrames } from './flow-frames.ts'
import { ratesOf } from './neuron-parameters.ts'

const TOLERANCE = { rtol: 1e-10, atol: 1e-13 }
/** Singular values that have a metric of their own. */
const MODES = 3
/** Multiply-adds between two signs of life, about a millisecond. */
const WORK_A_TURN = 1e6

const exactly = (label: string, meaning: string, scale: 'linear' | 'log' = 'linear') => ({
  label,
  meaning,
  unit: '',
  scale,
})
const mode = (k: number) => ({
  ...exactly(`mode ${k}`, `singular value ${k} of β, largest first; 0 where there are fewer`),
  exact: `mode${k}Exact`,
})
const exactMode = (k: number) => exactly(`mode ${k}, exact`, `singular value ${k} of the exact solution; NaN if none`)

/** Two-layer linear networks of any width, integrated and in closed form: how δ picks ℓ¹ or ℓ², rich or lazy. */
export const wideLinear: Experiment = defineExperiment({
  id: 'wide-linear',
  title: 'Wide linear networks, mode by mode',
  shows:
    'Balanced networks (δ = 0) learn the modes of the target one after another, strongest first, while their kernel turns; far upstream all modes rise at once and the kernel hardly turns; downstream the loss falls early and the kernel turns late. That is with more inputs than outputs; with more outputs than inputs upstream and downstream change places (at seed 0, δ = 8 and −8: kernel distance 0.002 and 0.22 in the narrowing network, 0.43 and 0.002 in the expanding one). The exact solution lies on top.',
  revision: 2,
  axis: 'time',
  extent: ({ endTime }) => endTime as number,
  parameters: {
    hidden: number('hidden neurons h', 3, { min: 1, max: 32, integer: true }),
    inputs: number('inputs d', 4, { min: 1, max: 32, integer: true }),
    outputs: number('outputs c', 3, { min: 1, max: 32, integer: true }),
    delta: number('unbalance δ: η_w AAᵀ − η_a WWᵀ = δI at the start; conserved by the flow', 0, {
      min: -1e4,
      max: 1e4,
    }),
    scale: number('size of the drawn layer at the start', 0.1, { min: 1e-6, max: 100 }),
    strengths: vector('singular values of the target β*; those beyond the smallest width are left out', [3, 2, 1], {
      min: 0,
      max: 1e3,
    }),
    condition: number(
      'condition of the inputs: 1 is whitened, with a closed form; above, singular values of X from 1 down',
      1,
      { min: 1, max: 1e3 },
    ),
    'learningRate.a': number('learning rate η_a of the readout A', 1, { min: 1e-6, max: 1e6 }),
    'learningRate.w': number('learning rate η_w of the input weights W', 1, { min: 1e-6, max: 1e6 }),
    endTime: number('how long to train', 10, { unit: 'flow time', min: 1e-9, max: 1e6, changeable: true }),
    record: record('lin:200'),
  },
  metrics: {
    loss: { ...exactly('loss', 'loss ½‖X(β − β*)‖²', 'log'), exact: 'lossExact' },
    kernelDistance: {
      ...exactly('kernel distance', 'turn of the tangent kernel since the start, inputs taken as whitened; 0 is lazy'),
      exact: 'kernelDistanceExact',
    },
    mode1: mode(1),
    mode2: mode(2),
    mode3: mode(3),
    hyperbolicEntropy: exactly(
      'hyperbolic entropy',
      'Σ φ_δ(σ) over singular values of β, in units of φ_δ of their length: 1 is ℓ²-like; the limit ‖σ‖₁/‖σ‖₂ at δ = 0, up to √rank, is ℓ¹',
    ),
    kernelNorm: exactly('kernel norm', 'size of the tangent kernel, inputs taken as whitened', 'log'),
    kernelAlignment: exactly(
      'kernel alignment',
      'cosine between the kernel and yyᵀ, inputs taken as whitened: it may rise while the loss stands (silent alignment)',
    ),
    lossExact: exactly('loss, exact', 'loss of the exact solution; NaN if there is none', 'log'),
    kernelDistanceExact: exactly(
      'kernel distance, exact',
      'kernel distance of the exact solution; NaN if there is none',
    ),
    mode1Exact: exactMode(1),
    mode2Exact: exactMode(2),
    mode3Exact: exactMode(3),
    exactError: exactly('flow − exact', 'largest difference between an entry of β, integrated and exact', 'log'),
    deltaDrift: exactly(
      'drift of Δ',
      'largest change of an entry of η_w AAᵀ − η_a WWᵀ, which the true flow conserves',
      'log',
    ),
  },
  given: { target: { meaning: 'β*', shape: ['inputs', 'outputs'] } },
  fields: {
    beta: { meaning: 'β = WᵀA of the integrated flow', shape: ['inputs', 'outputs'] },
    singularValues: { meaning: 'all singular values of β, largest first', shape: ['modes'] },
  },
  presets: {
    small: {
      about: 'three modes to be learned, δ from −4 to 4',
      runs: [-4, -1, 0, 1, 4].map((delta) => ({ label: `δ = ${String(delta).replace('-', '−')}`, set: { delta } })),
      pace: 40,
    },
    shapes: {
      about: 'a narrowing and an expanding network far upstream and downstream: which is lazy follows from the shape',
      runs: [
        { name: 'narrowing', set: { hidden: 3, inputs: 6, outputs: 3 } },
        { name: 'expanding', set: { hidden: 3, inputs: 3, outputs: 6 } },
      ].flatMap(({ name, set }) =>
        [8, -8].map((delta) => ({
          label: `${name}, δ = ${String(delta).replace('-', '−')}`,
          set: { ...set, delta },
        })),
      ),
      pace: 40,
    },
    paper: {
      about: 'the δ of small, 20 inputs, 10 hidden neurons and outputs (ours), 2,000 frames each',
      runs: [-4, -1, 0, 1, 4].map((delta) => ({
        label: `δ = ${String(delta).replace('-', '−')}`,
        set: { delta, inputs: 20, hidden: 10, outputs: 10, record: 'lin:2000' },
      })),
      pace: 400,
    },
  },
  defaultPreset: 'small',

  refuse({ hidden, inputs, outputs, delta, record: text, endTime }) {
    frameTimes(parseRecord(text)!, endTime)
    const [name, width] = delta > 0 ? ['outputs', outputs] : ['inputs', inputs]
    if (delta !== 0 && hidden > width)
      throw new LazyrichError(
        `hidden is ${hidden} with delta ${delta}: at most ${name} = ${width} is accepted, or η_w AAᵀ − η_a WWᵀ cannot be δI`,
      )
  },

  give({ inputs, outputs, strengths }, seed) {
    const values = Float64Array.from(strengths).subarray(0, Math.min(inputs, outputs))
    const target = drawTarget(randomStream(seed, 'teacher'), inputs, outputs, values)
    return { target: { data: target, shape: [inputs, outputs] } }
  },

  begin(parameters, seed, from, given): RunBody {
    const { hidden, inputs, outputs, delta, scale, condition, endTime } = parameters
    const shape = { hidden, inputs, outputs }
    const learningRate = ratesOf(parameters)
    const begun = startAtRates(balancedLinearStart(randomStream(seed, 'student'), shape, delta, scale), learningRate)
    const target = given.target.data
    const curvature = curvatures(inputs, condition)
    const exact = condition === 1 ? exactLinear({ ...begun, target }) : undefined
    const conserved = (A: Float64Array, W: Float64Array): Float64Array => conservedOf(A, W, hidden, learningRate)
    const before = conserved(begun.A0, begun.W0)
    const kernel = linearKernelMeasures(gramsOf(begun.A0, begun.W0, shape), learningRate, target)
    const split = hidden * outputs
    const modes = Math.min(inputs, outputs)

    const lossOf = (beta: Float64Array): number => {
      let sum = 0
      for (let p = 0; p < beta.length; p++) sum += curvature[Math.floor(p / outputs)]! * (beta[p]! - target[p]!) ** 2
      return sum / 2
    }
    const named = (values: Float64Array): number[] => Array.from({ length: MODES }, (_, k) => values[k] ?? 0)

    function closed(time: number) {
      if (!exact) return undefined
      const states = exact.at([time])
      return { ...states, kernelDistance: kernel(states).kernelDistance }
    }

    return flowFrames(
      {
        flow: factorFlow(target, curvature, shape, learningRate),
        start: [...begun.A0, ...begun.W0],
        tolerance: TOLERANCE,
        times: frameTimes(parseRecord(parameters.record)!, endTime),
        stepsATurn: Math.max(1, Math.floor(WORK_A_TURN / (28 * hidden * inputs * outputs))),
        show(state, time) {
          const A = state.slice(0, split)
          const W = state.slice(split)
          const beta = betaOf(A, W, shape)
          const own = singularValues(beta, inputs)
          const solution = closed(time)
          const [first, second, third] = named(own) as [number, number, number]
          const [e1, e2, e3] = solution ? named(singularValues(solution.beta, inputs)) : [NaN, NaN, NaN]
          let exactError = solution ? 0 : Number.NaN
          if (solution)
            for (let p = 0; p < beta.length; p++)
              exactError = Math.max(exactError, Math.abs(beta[p]! - solution.beta[p]!))
          let deltaDrift = 0
          const { kernelDistance, kernelNorm, kernelAlignment } = kernel(gramsOf(A, W, shape))
          for (const [p, now] of conserved(A, W).entries())
            deltaDrift = Math.max(deltaDrift, Math.abs(now - before[p]!))
          return {
            metrics: {
              loss: lossOf(beta),
              kernelDistance,
              mode1: first,
              mode2: second,
              mode3: third,
              hyperbolicEntropy: entropyOf(own, delta / Math.sqrt(learningRate.a * learningRate.w)),
              kernelNorm,
              kernelAlignment,
              lossExact: solution ? lossOf(solution.beta) : Number.NaN,
              kernelDistanceExact: solution ? solution.kernelDistance : Number.NaN,
              mode1Exact: e1!,
              mode2Exact: e2!,
              mode3Exact: e3!,
              exactError,
              deltaDrift,
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

type Shape = { readonly hidden: number; readonly inputs: number; readonly outputs: number }

/** Eigenvalues of XᵀX, inputs along the axes: the square of singular values of X, log-spaced from 1 to 1/condition. */
function curvatures(inputs: number, condition: number): Float64Array {
  return Float64Array.from({ length: inputs }, (_, i) => (inputs === 1 ? 1 : condition ** ((-2 * i) / (inputs - 1))))
}

/** With Â = √η_w A and Ŵ = √η_a W, ÂÂᵀ − ŴŴᵀ = δI is what is conserved: a start drawn for unit rates is (Â, Ŵ). */
function startAtRates<Begun extends { readonly A0: Float64Array; readonly W0: Float64Array }>(
  begun: Begun,
  learningRate: LearningRate,
) {
  return {
    ...begun,
    A0: begun.A0.map((entry) => entry / Math.sqrt(learningRate.w)),
    W0: begun.W0.map((entry) => entry / Math.sqrt(learningRate.a)),
    learningRate,
  }
}

/** Ȧ = −η_a W G, Ẇ = −η_w A Gᵀ, G = XᵀX(β − β*), on the state [A W]. 4hcd multiply-adds. */
function factorFlow(
  target: Float64Array,
  curvature: Float64Array,
  { hidden: h, inputs: d, outputs: c }: Shape,
  learningRate: LearningRate,
): RightHandSide {
  const split = h * c
  const G = new Float64Array(d * c)
  return (_t, state, into) => {
    for (let i = 0; i < d; i++)
      for (let j = 0; j < c; j++) {
        let sum = 0
        for (let k = 0; k < h; k++) sum += state[split + k * d + i]! * state[k * c + j]!
        G[i * c + j] = curvature[i]! * (sum - target[i * c + j]!)
      }
    for (let k = 0; k < h; k++) {
      for (let j = 0; j < c; j++) {
        let sum = 0
        for (let i = 0; i < d; i++) sum += state[split + k * d + i]! * G[i * c + j]!
        into[k * c + j] = -learningRate.a * sum
      }
      for (let i = 0; i < d; i++) {
        let sum = 0
        for (let j = 0; j < c; j++) sum += state[k * c + j]! * G[i * c + j]!
        into[split + k * d + i] = -learningRate.w * sum
      }
    }
  }
}

function betaOf(A: Float64Array, W: Float64Array, { hidden, inputs, outputs }: Shape): Float64Array {
  return crossed(W, A, hidden, inputs, outputs)
}

function gramsOf(A: Float64Array, W: Float64Array, { hidden, inputs, outputs }: Shape) {
  return { readoutGram: crossed(A, A, hidden, outputs, outputs), inputGram: crossed(W, W, hidden, inputs, inputs) }
}

/** PᵀR, shapes [h, m] and [h, n]. */
function crossed(P: Float64Array, R: Float64Array, h: number, m: number, n: number): Float64Array {
  const into = new Float64Array(m * n)
  for (let k = 0; k < h; k++)
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) into[i * n + j] = into[i * n + j]! + P[k * m + i]! * R[k * n + j]!
  return into
}

/** Σ φ_δ(σ_r) / φ_δ(‖σ‖), with rates at δ/√(η_aη_w) for σ of β itself; for δ → 0 its limit Σ σ_r / ‖σ‖. */
function entropyOf(values: Float64Array, delta: number): number {
  const length = Math.hypot(...values)
  if (length === 0) return Number.NaN
  let sum = 0
  if (delta === 0) {
    for (const value of values) sum += value
    return sum / length
  }
  for (const value of values) sum += hyperbolicEntropy(value, delta).value
  return sum / hyperbolicEntropy(length, delta).value
}

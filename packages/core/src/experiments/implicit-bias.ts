import { LazyrichError } from '../errors.ts'
import { type Experiment, experimentOf } from '../port/experiment.ts'
import { number, vector } from '../port/parameter.ts'
import { oneSampleExact } from '../single-neuron/exact/one-sample.ts'
import { neuronDataFlow } from '../single-neuron/flow.ts'
import { downstreamLimit, upstreamLimit } from '../single-neuron/implicit-bias.ts'
import { neuronKernelDistance } from '../single-neuron/kernel.ts'
import { neuronFate } from '../single-neuron/limit.ts'
import { dot, norm } from '../vector.ts'
import { linear, log } from './metric.ts'
import { beginning, rates, requireBeginning, sevenDeltas, startOf } from './neuron-parameters.ts'
import { betaOf, errorMetrics, list, neuronRun, withExact } from './neuron-run.ts'
import { finely, requireTraining, training } from './training.ts'

/** Which of the many solutions of one equation each δ ends at: Fig. 4b of the paper. */
export const implicitBias: Experiment = experimentOf({
  id: 'implicit-bias',
  title: 'One neuron, many solutions',
  shows:
    'One sample leaves a whole line xᵀβ = y of solutions, and every δ ends at a point of its own on it (Fig. 4b), between the limits: the solution nearest β₀ for δ → ∞, the one in the direction of β₀ for δ → −∞. Each end is predicted before the run.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime,
  parameters: {
    ...beginning([0.4, 0.05]),
    x: vector('the input x of the one sample', [0.5, 1], { symbol: 'x' }),
    y: number('the output y that it should have', 1.1, { symbol: 'y', min: -1e8, max: 1e8 }),
    ...rates,
    ...training(10, 'lin:200'),
  },
  metrics: {
    ...withExact({
      loss: log('loss', 'loss ½(xᵀβ − y)² on the one sample'),
      kernelDistance: linear('kernel distance', 'turn of the kernel on whitened input; 0 is lazy'),
      limitDistance: log('to the predicted end', 'distance from β to the end predicted for this δ'),
      alongLine: linear('along the line', 'β along the line of solutions, from the shortest one'),
    }),
    ...errorMetrics,
  },
  given: {
    sample: { meaning: 'the input x', shape: ['inputs'] },
    solutions: { meaning: 'two points of the line xᵀβ = y', shape: ['points', 'inputs'] },
    limit: { meaning: 'the solution predicted for this δ; NaN where there is none', shape: ['inputs'] },
    upstreamLimit: { meaning: 'the end for δ → ∞: the solution nearest β₀', shape: ['inputs'] },
    downstreamLimit: {
      meaning: 'the end for δ → −∞: the solution in the direction of β₀, or opposite to it; NaN where β₀ ⟂ x',
      shape: ['inputs'],
    },
  },
  fields: {
    beta: { meaning: 'β = a w of the integrated flow', shape: ['inputs'] },
    betaExact: { meaning: 'β of the exact solution', shape: ['inputs'] },
  },
  presets: {
    small: { about: 'seven δ from −4 to 4', runs: sevenDeltas, pace: 40 },
    paper: {
      about: 'the same seven δ, 2,000 frames each',
      runs: finely(sevenDeltas),
      pace: 400,
    },
  },
  defaultPreset: 'small',

  refuse(parameters) {
    requireBeginning(parameters)
    requireTraining(parameters)
    const { x } = parameters
    if (x.every((entry) => entry === 0))
      throw new LazyrichError(`x is ${x}: x ≠ 0 is accepted, or the sample asks nothing of β`)
  },

  give(parameters) {
    const { beta0, x, y } = parameters
    const length = norm(x)
    const { limit } = neuronFate({ ...startOf(parameters), X: x, y: [y] })
    const shortest = x.map((entry) => (entry * y) / (length * length))
    const problem = { X: x, y: [y], beta0 }
    const upstream = upstreamLimit(problem)
    const hasDirection = Math.abs(dot(x, beta0)) > 4 * Number.EPSILON * length * norm(beta0)
    const downstream = hasDirection ? downstreamLimit(problem) : beta0.map(() => Number.NaN)
    const reach = 2 * Math.max(norm(shortest), norm(beta0))
    const along = alongLine(x)
    const solutions = [-reach, reach].flatMap((far) => shortest.map((entry, j) => entry + far * along[j]!))
    return {
      sample: list(x),
      solutions: { data: Float64Array.from(solutions), shape: [2, x.length] },
      limit: list(limit ? betaOf(limit) : x.map(() => Number.NaN)),
      upstreamLimit: list(upstream),
      downstreamLimit: list(downstream),
    }
  },

  begin(parameters, _seed, from, given) {
    const { x, y, endTime, record } = parameters
    const start = startOf(parameters)
    // On whitened input: on the one sample the kernel is a number, which has no direction to turn.
    const kernelDistance = neuronKernelDistance(start)
    const along = alongLine(x)
    const end = given.limit.data
    return neuronRun(
      {
        start,
        flow: neuronDataFlow({ X: x, y: [y], learningRate: start.learningRate }),
        exact: oneSampleExact({ ...start, x, y }),
        observe(state) {
          const beta = betaOf(state)
          const { a, w } = state
          return {
            loss: (dot(x, beta) - y) ** 2 / 2,
            kernelDistance: kernelDistance({ a, w }),
            limitDistance: norm(beta.map((entry, j) => entry - end[j]!)),
            alongLine: dot(along, beta),
          }
        },
        fields: (numeric, exact) => ({
          beta: list(betaOf(numeric)),
          betaExact: list(betaOf(exact)),
        }),
        endTime,
        record,
      },
      from,
    )
  },
})

/** A unit vector along the line xᵀβ = y: x, a quarter turn to the left. */
function alongLine(x: readonly number[]): Float64Array {
  const length = norm(x)
  return Float64Array.of(-x[1]! / length, x[0]! / length)
}

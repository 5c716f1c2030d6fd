import type { Rates } from '../learning-rate.ts'
import { type Experiment, experimentOf } from '../port/experiment.ts'
import { choice, number, type Parameters, vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelMeasures } from '../single-neuron/kernel-measures.ts'
import { whitenedLoss } from '../single-neuron/loss.ts'
import { type SeparatingSurface, separatingSurface } from '../single-neuron/surface.ts'
import { surfacePoints } from '../single-neuron/surface-points.ts'
import { escapeTime } from '../single-neuron/timescales.ts'
import { dot, norm } from '../vector.ts'
import { linear, log } from './metric.ts'
import { rates } from './neuron-parameters.ts'
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
import { ratesOf } from './rates.ts'
import { finely, requireTraining, training } from './training.ts'

const both = (delta: number): { readonly set: Parameters }[] =>
  [1e-3, -1e-3].map((offset) => ({ set: { delta, offset } }))
/** Where the surface is only touched, one side of it is reached from a < 0, the other from a > 0. */
const touched = [4, -4].map((a0) => ({ set: { delta: 0, a0, offset: a0 > 0 ? 1e-3 : -1e-3 } }))
/** Errors near the surface grow by the factor by which the distance from it grows: hence tighter than elsewhere. */
const TOLERANCE = { rtol: 1e-13, atol: 1e-16 }
/** Readouts at which the surface is given, from −R to R. */
const DRAWN = 17

/** Two starts very close together, on either side of the surface between the basins: Fig. 7 of the paper. */
export const basins: Experiment = experimentOf({
  id: 'basins',
  title: 'One neuron: two basins and a plateau',
  shows:
    'Starts 0.001 off the separating surface, on either side (Fig. 7): downstream both go to the saddle a = 0 together, stay for a plateau whose length is known before the run, and leave it for opposite signs of a. At δ = 0 the surface is only touched, and every flow keeps its sign of a.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime,
  parameters: {
    delta: number('unbalance δ = η_w a² − η_a‖w‖², conserved by the flow; above 0 nothing separates', -2, {
      symbol: 'δ',
      min: -1e4,
      max: 0,
    }),
    a0: number('where the readout a starts', -4, { symbol: 'a₀', min: -1e4, max: 1e4 }),
    offset: number(
      'distance of the starting w from the surface, along the circle of all w at this a and δ; above 0, a ends > 0',
      1e-3,
      { min: -1e4, max: 1e4, sides: { value: 0, below: '−', at: 'on the surface', above: '+' } },
    ),
    side: choice('which way w leans from β*', ['left', 'right']),
    target: vector('β*, where β is drawn to', [1, 0.25], { symbol: 'β*' }),
    ...rates,
    ...training(200, 'lin:400'),
  },
  metrics: {
    ...withExact({
      a: linear('a', 'the readout; 0 at the saddle'),
      along: linear('w along β*', 'part of w along β*; 0 at the saddle'),
      loss: log('loss', 'loss ½‖β − β*‖²'),
      kernelDistance: linear('kernel distance', 'turn of the tangent kernel since the start; 0 is lazy'),
      ...kernelMetrics,
      surfaceCoordinate: linear('z₊', 'signed distance from the surface; a ends with its sign'),
    }),
    escapeTime: linear('predicted escape', 'when a² is half its final value; NaN if it never leaves', 'flow time'),
    ...errorMetrics,
  },
  given: {
    ...givenTarget,
    surface: {
      meaning: 'points (a, w) of the separating surface at this δ, with w leaning left and right from β*',
      shape: ['sides', 'points', 'parameters'],
    },
  },
  fields: stateFields,
  presets: {
    small: {
      about: 'both sides of the surface at δ = −2 and δ = −10; at δ = 0 next to where it is touched, a₀ = 4 and −4',
      runs: [...both(-2), ...both(-10), ...touched],
      pace: 60,
    },
    paper: {
      about: 'both sides at δ = −2 and δ = −10, 2,000 frames each',
      runs: finely([...both(-2), ...both(-10)]),
      pace: 300,
    },
  },
  defaultPreset: 'small',

  refuse(parameters) {
    beginningOf(parameters)
    requireTraining(parameters)
  },

  give(parameters) {
    const { surface, start } = beginningOf(parameters)
    const shape = [2, DRAWN, 1 + parameters.target.length]
    return { ...giveTarget(parameters), surface: { data: surfacePoints(surface, start.a0, DRAWN), shape } }
  },

  begin(parameters, _seed, from) {
    const { target, endTime, record } = parameters
    const { surface, start } = beginningOf(parameters)
    const problem = { ...start, target }
    const kernelMeasures = neuronKernelMeasures(problem)
    const length = norm(target)
    return neuronRun(
      {
        start,
        flow: neuronWhitenedFlow({ target, learningRate: start.learningRate }),
        exact: whitenedExact(problem),
        observe: ({ a, w }) => ({
          a,
          along: dot(w, target) / length,
          loss: whitenedLoss(a, w, target),
          ...kernelMeasures({ a, w, learningRate: start.learningRate }),
          surfaceCoordinate: surface.coordinate(a, w),
        }),
        predicted: { escapeTime: escapeTime(problem) ?? Number.NaN },
        fields: showState,
        endTime,
        record,
        tolerance: TOLERANCE,
      },
      from,
    )
  },
})

interface Given {
  readonly delta: number
  readonly a0: number
  readonly offset: number
  readonly side: 'left' | 'right'
  readonly target: readonly number[]
  readonly 'learningRate.a': number
  readonly 'learningRate.w': number
}

/** The surface, and the start that lies `offset` off it. */
function beginningOf(given: Given): {
  surface: SeparatingSurface
  start: { a0: number; w0: Float64Array; learningRate: Rates }
} {
  const { delta, a0, offset, side, target } = given
  const learningRate = ratesOf(given)
  const surface = separatingSurface(delta, target, { learningRate })
  return { surface, start: { a0, w0: surface.weights(a0, offset, side === 'left' ? 1 : -1), learningRate } }
}

import type { LearningRate } from '../learning-rate.ts'
import { defineExperiment, type Experiment } from '../port/experiment.ts'
import { choice, number, vector } from '../port/parameter.ts'
import { neuronWhitenedFlow } from '../single-neuron/flow.ts'
import { neuronKernelDistance } from '../single-neuron/kernel.ts'
import { neuronKernelMeasures } from '../single-neuron/kernel-measures.ts'
import { type SeparatingSurface, separatingSurface } from '../single-neuron/surface.ts'
import { escapeTime } from '../single-neuron/timescales.ts'
import { dot, norm } from '../vector.ts'
import { deltaLabel, rates, ratesOf, requireTraining, training } from './neuron-parameters.ts'
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

const both = (delta: number) =>
  [1e-3, -1e-3].map((offset) => ({
    label: `${deltaLabel(delta)} ${offset > 0 ? '+' : '−'}`,
    set: { delta, offset },
  }))
/** Where the surface is only touched, one side of it is reached from a < 0, the other from a > 0. */
const touched = [4, -4].map((a0) => ({
  label: `${deltaLabel(0)} ${a0 > 0 ? '+' : '−'}`,
  set: { delta: 0, a0, offset: a0 > 0 ? 1e-3 : -1e-3 },
}))
/** What is off at first grows by the factor by which the start is off the surface: hence tighter than elsewhere. */
const TOLERANCE = { rtol: 1e-13, atol: 1e-16 }
/** Readouts at which the surface is given, from −R to R. */
const DRAWN = 17

/** Two starts a hair apart, on either side of the surface between the basins: Fig. 7 of the paper. */
export const basins: Experiment = defineExperiment({
  id: 'basins',
  title: 'One neuron: two basins and a plateau',
  shows:
    'Starts 0.001 off the separating surface, on either side (Fig. 7): downstream both go to the saddle a = 0 together, stay for a plateau whose length is known before the run, and leave it for opposite signs of a. At δ = 0 the surface is only touched, and every flow keeps its sign of a.',
  revision: 1,
  axis: 'time',
  seedless: true,
  extent: ({ endTime }) => endTime as number,
  parameters: {
    delta: number('unbalance δ = η_w a² − η_a‖w‖², conserved by the flow; above 0 nothing separates', -2, {
      min: -1e4,
      max: 0,
    }),
    a0: number('where the readout a starts', -4, { min: -1e4, max: 1e4 }),
    offset: number(
      'how far w starts off the surface, along the circle that a and δ leave it; above 0 for a > 0',
      1e-3,
      {
        min: -1e4,
        max: 1e4,
      },
    ),
    side: choice('which way w leans from β*', ['left', 'right']),
    target: vector('β*, where β is drawn to', [1, 0.25]),
    ...rates,
    ...training(200, 'lin:400'),
  },
  metrics: {
    ...withExact({
      a: { label: 'a', meaning: 'the readout; 0 at the saddle', unit: '', scale: 'linear' },
      along: { label: 'w along β*', meaning: 'part of w along β*; 0 at the saddle', unit: '', scale: 'linear' },
      loss: { label: 'loss', meaning: 'loss ½‖β − β*‖²', unit: '', scale: 'log' },
      kernelDistance: {
        label: 'kernel distance',
        meaning: 'turn of the tangent kernel since the start; 0 is lazy',
        unit: '',
        scale: 'linear',
      },
      ...kernelMetrics,
      surfaceCoordinate: {
        label: 'z₊',
        meaning: 'signed distance from the surface; a ends with its sign',
        unit: '',
        scale: 'linear',
      },
    }),
    escapeTime: {
      label: 'predicted escape',
      meaning: 'when a² is half its final value; NaN if it never leaves',
      unit: 'flow time',
      scale: 'linear',
    },
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
      runs: [...both(-2), ...both(-10)].map(({ label, set }) => ({ label, set: { ...set, record: 'lin:2000' } })),
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
    return { ...giveTarget(parameters), surface: { data: surfaceOf(surface, start.a0), shape } }
  },

  begin(parameters, _seed, from) {
    const { target, endTime, record } = parameters
    const { surface, start } = beginningOf(parameters)
    const problem = { ...start, target }
    const kernelDistance = neuronKernelDistance(start.a0, start.w0, start.learningRate)
    const kernelMeasures = neuronKernelMeasures({ target }, start.learningRate)
    const length = norm(target)
    return neuronRun(
      {
        start,
        flow: neuronWhitenedFlow(target, start.learningRate),
        exact: whitenedExact(problem),
        observe: ({ a, w }) => ({
          a,
          along: dot(w, target) / length,
          loss: w.reduce((sum, entry, j) => sum + (a * entry - target[j]!) ** 2, 0) / 2,
          kernelDistance: kernelDistance(a, w),
          ...kernelMeasures(a, w),
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
  readonly side: string
  readonly target: readonly number[]
  readonly 'learningRate.a': number
  readonly 'learningRate.w': number
}

/** The surface, and the start that lies `offset` off it. */
function beginningOf(given: Given): {
  surface: SeparatingSurface
  start: { a0: number; w0: Float64Array; learningRate: LearningRate }
} {
  const { delta, a0, offset, side, target } = given
  const learningRate = ratesOf(given)
  const surface = separatingSurface(delta, target, learningRate)
  return { surface, start: { a0, w0: surface.weights(a0, offset, side === 'left' ? 1 : -1), learningRate } }
}

/** The surface from a = −R to R, R a little beyond the start and at least 1. */
function surfaceOf(surface: SeparatingSurface, a0: number): Float64Array {
  const reach = 1.1 * Math.max(1, Math.abs(a0))
  const readouts = Float64Array.from({ length: DRAWN }, (_, k) => reach * ((2 * k) / (DRAWN - 1) - 1))
  return Float64Array.of(...surface.curve(readouts, 1), ...surface.curve(readouts, -1))
}

import type { RightHandSide } from '../integrate/solver.ts'
import type { Rates } from '../learning-rate.ts'
import type { FieldDescription, Metric, RunBody } from '../port/experiment.ts'
import type { Field, Fields } from '../port/frame.ts'
import { planOf, timesOf } from '../port/record.ts'
import type { SnapshotState } from '../port/snapshot-state.ts'
import { exactNeuron } from '../single-neuron/exact/exact.ts'
import { deltaOf, type WhitenedProblem } from '../single-neuron/neuron.ts'
import { largestDifference } from '../vector.ts'
import { flowFrames } from './flow-frames.ts'
import { linear, log } from './metric.ts'

const TOLERANCE: Tolerance = { rtol: 1e-10, atol: 1e-13 }
/** Integrator steps between two reports of progress: a fraction of a millisecond. */
const STEPS_A_TURN = 100

/** a and w of one neuron at one time. */
export interface NeuronState {
  readonly a: number
  readonly w: Float64Array
}

type Numbers = { readonly [name: string]: number }

/** Of each entry of the state. */
interface Tolerance {
  readonly rtol: number
  readonly atol: number
}

/** What an experiment on one neuron says about itself; {@link neuronRun} does the rest. */
export interface NeuronRun {
  readonly start: { readonly a0: number; readonly w0: Float64Array; readonly learningRate: Rates }
  /** The flow that is integrated, on the state (a, w). */
  readonly flow: RightHandSide
  /** The closed form of the same flow. */
  exact(time: number): NeuronState
  /** Metrics of a state, integrated or exact: those that {@link withExact} was given. */
  observe(state: NeuronState): Numbers
  /** Metrics that hold for the whole run, predicted before it. */
  readonly predicted?: Numbers
  fields(numeric: NeuronState, exact: NeuronState): Fields<ArrayBufferLike>
  readonly endTime: number
  readonly record: string
  /** 1e-10 and 1e-13 if left out. */
  readonly tolerance?: Tolerance
}

/** How large the kernel is and how far it points to the targets: what `neuronKernelMeasures` gives. */
export const kernelMetrics: { readonly kernelNorm: Metric; readonly kernelAlignment: Metric } = {
  kernelNorm: log('kernel norm ‖K‖', 'size of the tangent kernel'),
  kernelAlignment: linear('kernel alignment', 'alignment of kernel and targets, ⟨K, yyᵀ⟩/(‖K‖‖y‖²)'),
}

/** How far the integrated flow is from what it should be: the last two metrics of every {@link neuronRun}. */
export const errorMetrics: { readonly exactError: Metric; readonly deltaDrift: Metric } = {
  exactError: log('flow − exact', 'largest difference between the integrated and the exact (a, w)'),
  deltaDrift: log('drift of δ', 'how far integration has carried δ from its start, which the true flow conserves'),
}

const exactName = (name: string): string => `${name}Exact`

/** The metrics of a state, each followed by name to its exact solution, `loss` to `lossExact`. */
export function withExact(metrics: { readonly [name: string]: Metric }): { readonly [name: string]: Metric } {
  const all: { [name: string]: Metric } = {}
  for (const [name, metric] of Object.entries(metrics)) all[name] = { ...metric, exact: exactName(name) }
  for (const [name, { label, meaning, unit, scale }] of Object.entries(metrics))
    all[exactName(name)] = { label: `${label}, exact`, meaning: `${meaning}; of the exact solution`, unit, scale }
  return all
}

/** A field of one axis, with memory of its own. */
export function list(values: ArrayLike<number>): Field {
  return { data: Float64Array.from(values), shape: [values.length] }
}

/** β = a w. */
export function betaOf({ a, w }: NeuronState): Float64Array {
  return w.map((entry) => a * entry)
}

/** What {@link giveTarget} makes. */
export const givenTarget: { readonly target: FieldDescription } = { target: { meaning: 'β*', shape: ['inputs'] } }

/** Where β is drawn to. */
export function giveTarget({ target }: { readonly target: readonly number[] }): { readonly target: Field } {
  return { target: list(target) }
}

/** The fields that {@link showState} gives. */
export const stateFields: { readonly [name: string]: FieldDescription } = {
  state: { meaning: 'a, then w, of the integrated flow', shape: ['parameters'] },
  beta: { meaning: 'β = a w of the integrated flow', shape: ['inputs'] },
  betaExact: { meaning: 'β of the exact solution', shape: ['inputs'] },
}

/** Where the neuron and its β are, by integration and by closed form. */
export function showState(numeric: NeuronState, exact: NeuronState): Fields {
  return {
    state: list([numeric.a, ...numeric.w]),
    beta: list(betaOf(numeric)),
    betaExact: list(betaOf(exact)),
  }
}

/** The closed form for whitened input, a time at a time. */
export function whitenedExact(problem: WhitenedProblem): NeuronRun['exact'] {
  const solution = exactNeuron(problem)
  return (time) => {
    const { a, w } = solution.at([time])
    return { a: a[0]!, w }
  }
}

/**
 * Gradient flow of one neuron, integrated, beside its closed form: a frame at each time of the record, from the
 * integrator's dense output, so that the choice of frames changes no step. A snapshot holds the integrator's state
 * and goes on bit for bit.
 */
export function neuronRun(run: NeuronRun, from: SnapshotState | undefined): RunBody {
  const { start, flow, endTime, predicted, tolerance = TOLERANCE } = run
  const delta = deltaOf(start.a0, start.w0, start.learningRate)
  const times = timesOf(planOf(run.record)!, endTime)
  return flowFrames(
    {
      flow,
      start: [start.a0, ...start.w0],
      tolerance,
      times,
      stepsATurn: STEPS_A_TURN,
      show(state, time) {
        const numeric: NeuronState = { a: state[0]!, w: state.slice(1) }
        const exact = run.exact(time)
        const exactMetrics: { [name: string]: number } = {}
        for (const [name, value] of Object.entries(run.observe(exact))) exactMetrics[exactName(name)] = value
        return {
          metrics: {
            ...run.observe(numeric),
            ...exactMetrics,
            ...predicted,
            exactError: Math.max(Math.abs(numeric.a - exact.a), largestDifference(numeric.w, exact.w)),
            deltaDrift: Math.abs(deltaOf(numeric.a, numeric.w, start.learningRate) - delta),
          },
          fields: run.fields(numeric, exact),
        }
      },
    },
    from,
  )
}

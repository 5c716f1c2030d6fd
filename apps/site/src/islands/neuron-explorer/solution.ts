import { createIntegrator } from '@lazyrich/core/integrate'
import {
  type ExactNeuron,
  exactNeuron,
  type NeuronKernelDistance,
  neuronFromBeta,
  neuronKernelDistance,
  neuronWhitenedFlow,
} from '@lazyrich/core/single-neuron'
import type { Point } from '../kit/plane.ts'
import { type ExplorerState, TIME_RANGE } from './state.ts'

/** The neuron at several times, one entry a time. */
export interface Trajectory {
  readonly length: number
  readonly time: Float64Array
  readonly a: Float64Array
  /** ‖w‖. */
  readonly size: Float64Array
  /** β = a w. */
  readonly betaX: Float64Array
  readonly betaY: Float64Array
  /** ½‖β − β*‖². */
  readonly loss: Float64Array
  /** From the kernel of the start; NaN where one of the two is 0. */
  readonly kernelDistance: Float64Array
}

/** The neuron at one time. */
export interface Moment {
  readonly time: number
  readonly a: number
  /** ‖w‖. */
  readonly size: number
  readonly beta: Point
  readonly loss: number
  readonly kernelDistance: number
}

/** Everything that the views show but for the chosen time. */
export interface Solution {
  readonly start: { readonly a0: number; readonly w0: Float64Array }
  /** Which sign a ends with; see core. */
  readonly basin: ExactNeuron['basin']
  /** The closed form, from time 0 on. */
  readonly exact: Trajectory
  /** The same flow, integrated numerically, at fewer times; shorter where the integrator gave up. */
  readonly flow: Trajectory
  /** The largest difference of the two in a or in an entry of w, over the times of the flow. */
  readonly largestGap: number
  at(time: number): Moment
}

/** Tolerances of the numeric flow: far below what a screen shows and what core uses by default. */
export const TOLERANCE = { rtol: 1e-8, atol: 1e-10 } as const

const [FIRST, LAST] = TIME_RANGE.map(Math.log10) as [number, number]
const FLOW_PER_DECADE = 12
const EXACT_PER_DECADE = 80
/** The curve begins a decade before the charts do: downstream the first part of a path is over early. */
const EARLIER = 1

/** Times of the numeric flow: twelve a decade. */
export const FLOW_TIMES: Float64Array = logTimes(FIRST, FLOW_PER_DECADE)
const EXACT_TIMES = Float64Array.of(0, ...logTimes(FIRST - EARLIER, EXACT_PER_DECADE))

function logTimes(first: number, perDecade: number): Float64Array {
  const count = Math.round((LAST - first) * perDecade)
  return Float64Array.from({ length: count + 1 }, (_, i) => 10 ** (first + i / perDecade))
}

/**
 * Solves the neuron of this state, in closed form and numerically.
 *
 * @throws LazyrichError for β₀ = 0 with δ below 0, which leaves the direction of w open.
 */
export function solve({ beta0, target, delta, sign }: ExplorerState): Solution {
  const start = neuronFromBeta(beta0, delta, { sign: sign === 'positive' ? 1 : -1 })
  const closedForm = exactNeuron({ ...start, target })
  const kernelDistance = neuronKernelDistance(start)
  const states = closedForm.at(EXACT_TIMES)
  const numeric = integrateFlow(start, target)
  return {
    start,
    basin: closedForm.basin,
    exact: trajectory(EXACT_TIMES, states.a, states.w, target, kernelDistance, EXACT_TIMES.length),
    flow: trajectory(FLOW_TIMES, numeric.a, numeric.w, target, kernelDistance, numeric.reached),
    largestGap: largestGap(closedForm, numeric),
    at(time) {
      const neuron = closedForm.at([time]).at(0)
      const { a, w } = neuron
      const [x, y] = neuron.beta as unknown as Point
      return {
        time,
        a,
        size: Math.hypot(w[0]!, w[1]!),
        beta: [x, y],
        loss: lossOf(x, y, target),
        kernelDistance: kernelDistance(neuron),
      }
    },
  }
}

/**
 * The path of β alone for another δ, in closed form, as x₀, y₀, x₁, y₁, … and at last where it is at the chosen time;
 * undefined where there is no such start.
 */
export function pathOfBeta({ beta0, target, sign, time }: ExplorerState, delta: number): Float64Array | undefined {
  if (delta < 0 && beta0[0] === 0 && beta0[1] === 0) return undefined
  const start = neuronFromBeta(beta0, delta, { sign: sign === 'positive' ? 1 : -1 })
  return exactNeuron({ ...start, target }).at([...EXACT_TIMES, time]).beta
}

/** ½‖β − β*‖², the loss of whitened data. */
export function lossOf(x: number, y: number, target: Point): number {
  return ((x - target[0]) ** 2 + (y - target[1]) ** 2) / 2
}

function trajectory(
  time: Float64Array,
  a: Float64Array,
  w: Float64Array,
  target: Point,
  distance: NeuronKernelDistance,
  length: number,
): Trajectory {
  const size = new Float64Array(length)
  const betaX = new Float64Array(length)
  const betaY = new Float64Array(length)
  const loss = new Float64Array(length)
  const kernelDistance = new Float64Array(length)
  const weights = new Float64Array(2)
  for (let i = 0; i < length; i++) {
    const x = w[2 * i]!
    const y = w[2 * i + 1]!
    size[i] = Math.hypot(x, y)
    betaX[i] = a[i]! * x
    betaY[i] = a[i]! * y
    loss[i] = lossOf(betaX[i]!, betaY[i]!, target)
    weights[0] = x
    weights[1] = y
    kernelDistance[i] = distance({ a: a[i]!, w: weights })
  }
  return { length, time, a, size, betaX, betaY, loss, kernelDistance }
}

interface NumericFlow {
  readonly a: Float64Array
  /** Row-major, two a time. */
  readonly w: Float64Array
  readonly reached: number
}

/** Below this loss, which never grows along the flow, β is nearer to the target than the tolerances tell apart. */
const SETTLED = 1e-18

/**
 * The flow at the given times by core's integrator. Once it has arrived at the target it stays where it is: an explicit
 * method would go on taking thousands of small steps there, in every frame of a drag.
 */
function integrateFlow({ a0, w0 }: Solution['start'], target: Point): NumericFlow {
  const count = FLOW_TIMES.length
  const a = new Float64Array(count)
  const w = new Float64Array(2 * count)
  const integrator = createIntegrator(neuronWhitenedFlow({ target }), 0, [a0, ...w0], TOLERANCE)
  let isSettled = false
  for (let i = 0; i < count; i++) {
    while (!isSettled && integrator.t < FLOW_TIMES[i]!)
      if (!integrator.step(FLOW_TIMES[i]!)) return { a, w, reached: i }
    const [stateA, x, y] = integrator.y as unknown as [number, number, number]
    a[i] = stateA
    w[2 * i] = x
    w[2 * i + 1] = y
    isSettled ||= lossOf(stateA * x, stateA * y, target) < SETTLED
  }
  return { a, w, reached: count }
}

function largestGap(closedForm: ExactNeuron, flow: NumericFlow): number {
  const { a, w } = closedForm.at(FLOW_TIMES)
  let largest = 0
  for (let i = 0; i < flow.reached; i++) largest = Math.max(largest, Math.abs(flow.a[i]! - a[i]!))
  for (let i = 0; i < 2 * flow.reached; i++) largest = Math.max(largest, Math.abs(flow.w[i]! - w[i]!))
  return largest
}

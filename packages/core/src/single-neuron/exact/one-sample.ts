import type { Rates } from '../../learning-rate.ts'
import { dot, norm } from '../../vector.ts'
import { exactNeuron } from './exact.ts'

/** One neuron at the start, and the one sample that it is trained on. */
interface OneSample {
  readonly a0: number
  readonly w0: Float64Array
  readonly learningRate: Rates
  readonly x: readonly number[]
  readonly y: number
}

/**
 * The closed form for one sample, loss ½(a xᵀw − y)²: w moves along x only, so that (a, x̂ᵀw) is a neuron with one
 * whitened input, target y/‖x‖ and a clock that runs ‖x‖² times as fast.
 */
export function oneSampleExact({
  a0,
  w0,
  learningRate,
  x,
  y,
}: OneSample): (time: number) => { a: number; w: Float64Array } {
  const length = norm(x)
  const unit = x.map((entry) => entry / length)
  const along = dot(unit, w0)
  const exact = exactNeuron({ a0, w0: [along], target: [y / length], learningRate })
  return (time) => {
    const { a, w } = exact.at([length * length * time])
    return { a: a[0]!, w: w0.map((entry, j) => entry + (w[0]! - along) * unit[j]!) }
  }
}

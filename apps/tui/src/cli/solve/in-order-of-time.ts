import { type flowNeuron, LazyrichError, type NeuronStates } from '@lazyrich/core/single-neuron'

/**
 * Integrates through `times` in ascending order, as an integrator must, and returns the states in the order of
 * `times`; `d` is the length of w.
 *
 * @throws LazyrichError for a time that is negative or not finite, named by its index in `times`, and if the flow stops
 * before the last one.
 */
export function inOrderOfTime(
  times: Float64Array,
  d: number,
  integrate: (ascending: Float64Array) => ReturnType<typeof flowNeuron>,
): NeuronStates {
  const bad = times.findIndex((time) => !(time >= 0 && time < Infinity))
  if (bad >= 0) throw new LazyrichError(`times[${bad}] is ${times[bad]}: a finite number ≥ 0 is accepted`)
  const order = Array.from(times.keys()).sort((i, j) => times[i]! - times[j]!)
  const flow = integrate(Float64Array.from(order, (i) => times[i]!))
  const missed = order[flow.reached]
  if (missed !== undefined)
    throw new LazyrichError(`the flow stopped before times[${missed}] = ${times[missed]} (${flow.reason})`)
  const a = new Float64Array(times.length)
  const w = new Float64Array(times.length * d)
  for (const [row, i] of order.entries()) {
    a[i] = flow.a[row]!
    w.set(flow.w.subarray(row * d, (row + 1) * d), i * d)
  }
  return { a, w }
}

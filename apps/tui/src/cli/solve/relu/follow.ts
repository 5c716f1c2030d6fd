import {
  flowRelu,
  LazyrichError,
  type Regression,
  type ReluFlow,
  type ReluFlowOptions,
  type ReluNetwork,
} from '@lazyrich/core/two-layer-relu'
import type { Watch } from '../family.ts'
import type { Place, ReluCheckpoint, ReluSolution, Show } from './checkpoint.ts'
import { differenceOf, nearDescent } from './near-descent.ts'
import { ascending, type ReluFields, stepsOf, timesOf } from './problem.ts'

/**
 * Gradient flow (with unit learning rate) to the requested times, or to those of the requested steps of descent; ends
 * where the solver does. With a learning rate, each checkpoint says by how much it differs from descent.
 */
export function follow(
  network: ReluNetwork,
  data: Regression,
  fields: ReluFields,
  show: Show,
  watch: Watch,
): ReluSolution {
  const places = placesOf(fields)
  const times = Float64Array.from(places, ({ time }) => time)
  const order = ascending(times)
  const sorted = Float64Array.from(order, (i) => times[i]!)
  const last = sorted.at(-1) ?? 0
  const options: ReluFlowOptions = {
    ...(fields.rtol === undefined ? {} : { rtol: fields.rtol }),
    ...(fields.solver === undefined ? {} : { solver: fields.solver }),
    watch: (time) => watch('time', time, last),
  }
  const flow = flowRelu(network, data, sorted, options)
  const reached = order.slice(0, flow.reached)
  const { learningRate } = fields
  const descent =
    learningRate === undefined
      ? undefined
      : nearDescent(network, data, sorted.subarray(0, flow.reached), learningRate, options)
  const found = new Map<number, ReluCheckpoint>()
  for (const [row, i] of reached.entries()) {
    const checkpoint = show(places[i]!, flow.at(row))
    const near = descent?.[row]
    const difference = near ? differenceOf(checkpoint, show(places[i]!, near)) : null
    found.set(i, descent ? { ...checkpoint, difference } : checkpoint)
  }
  const checkpoints = places.flatMap((_, i) => found.get(i) ?? [])
  const done = { checkpoints, solver: flow.solver, evaluations: flow.evaluations }
  if (flow.reached === times.length) return done
  const missed = order[flow.reached]!
  return {
    ...done,
    error: `the flow stopped before ${named(fields, places, missed)} (${flow.reason}): ${remedy(flow)} is accepted`,
  }
}

/** The requested places: times, or steps of descent with the flow time that they correspond to. */
function placesOf(fields: ReluFields): (Place & { readonly time: number })[] {
  if (fields.times !== undefined) return Array.from(timesOf(fields), (time) => ({ time }))
  const { learningRate } = fields
  if (learningRate === undefined || (fields.steps === undefined && fields.checkpoints === undefined))
    throw new LazyrichError('times is missing: a list of numbers ≥ 0, or learningRate and steps, is accepted')
  return Array.from(stepsOf(fields), (step) => ({ step, time: step * learningRate }))
}

/** `times[2] = 50`, or the step as it was requested. */
function named({ times, steps }: ReluFields, places: readonly Place[], i: number): string {
  const place = places[i]!
  if (times !== undefined || !('step' in place)) return `times[${i}] = ${'time' in place ? place.time : 0}`
  return steps === undefined ? `checkpoints[${i}].step = ${place.step}` : `steps[${i}] = ${place.step}`
}

/** What to ask for instead. */
function remedy({ reason, solver }: ReluFlow): string {
  if (reason === 'budget') return 'a larger rtol, or an earlier time,'
  return solver === 'sliding' ? 'solver stabilized, or an earlier time,' : 'a larger rtol, or method descent,'
}

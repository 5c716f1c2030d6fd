import { flowRelu, LazyrichError, type Regression, type ReluNetwork } from '@lazyrich/core'
import type { Place, ReluCheckpoint, ReluSolution, Show } from './checkpoint.ts'
import { ascending, type ReluFields, stepsOf, timesOf } from './problem.ts'

/**
 * Gradient flow (of unit rate) to the times that are asked for, or to those of a descent's steps; it ends where the
 * solver does.
 */
export function follow(network: ReluNetwork, data: Regression, fields: ReluFields, show: Show): ReluSolution {
  const places = placesOf(fields)
  const times = Float64Array.from(places, ({ time }) => time)
  const order = ascending(times)
  const { rtol } = fields
  const sorted = Float64Array.from(order, (i) => times[i]!)
  const { W, a, reached, reason } = flowRelu(network, data, sorted, rtol === undefined ? {} : { rtol })
  const [weights, neurons] = [network.W.length, network.a.length]
  const checkpoints: (ReluCheckpoint | undefined)[] = places.map(() => undefined)
  for (const [row, i] of order.slice(0, reached).entries())
    checkpoints[i] = show(places[i]!, {
      W: W.slice(row * weights, (row + 1) * weights),
      a: a.slice(row * neurons, (row + 1) * neurons),
      leak: network.leak,
    })
  if (reached === times.length) return { checkpoints: checkpoints as ReluCheckpoint[] }
  return {
    checkpoints: checkpoints.filter((checkpoint) => checkpoint !== undefined),
    error: `the flow stopped before times[${order[reached]}] = ${sorted[reached]} (${reason}): ${remedy(reason)} is accepted`,
  }
}

/** Where the flow is asked for: by its time, or by the step of the descent that is as far. */
function placesOf(fields: ReluFields): (Place & { readonly time: number })[] {
  if (fields.times !== undefined) return Array.from(timesOf(fields), (time) => ({ time }))
  const { learningRate } = fields
  if (learningRate === undefined || (fields.steps === undefined && fields.checkpoints === undefined))
    throw new LazyrichError('times is missing: a list of numbers ≥ 0 is accepted, or learningRate and steps')
  return Array.from(stepsOf(fields), (step) => ({ step, time: step * learningRate }))
}

/** What to ask for instead. */
function remedy(reason: ReturnType<typeof flowRelu>['reason']): string {
  return reason === 'budget' ? 'a larger rtol, or an earlier time,' : 'an earlier time, or method descent,'
}

import type { Network } from '../networks/network.ts'
import { type Buffers, type Plan, planNetwork } from '../networks/plan.ts'
import { requireNetworkNumbers } from '../networks/state.ts'
import { workOf } from '../networks/work.ts'
import { type NetworkModules, requireModules } from '../planning/kernels.ts'
import { type NetworkMemory, networkMemory } from '../planning/memory.ts'
import type { Factors, Step } from '../planning/planning.ts'
import { sizeOf } from '../shape.ts'
import { type Cost, capacityOf } from './budget.ts'
import { type FactorsPlace, factorsPart } from './factors-part.ts'
import type { Jacobian, JacobianOptions, JacobianPart, Probe, Span } from './jacobian.ts'
import { RUN, rowLayout } from './projection.ts'
import { requireProbe } from './require-probe.ts'
import { rowsPart } from './rows-part.ts'
import { slopeSteps } from './slope-steps.ts'
import type { Projecting, Workshop } from './workshop.ts'

/**
 * The Jacobian by the kernels of {@link NetworkModules}, in a memory of its own: one pass forward for the samples that are
 * held, one backward for each output, then for every layer the factors of its outer products, or a row for each sample.
 *
 * @throws TfError for inputs of another shape, a probe that needs more memory than it may take, and a network that has
 * parameters whose gradient no step writes, or more than one.
 */
export function fastJacobian(
  modules: NetworkModules,
  network: Network,
  probe: Probe,
  { allOutputs, projection, memory: bytes }: JacobianOptions,
  results: Cost['results'],
): Jacobian {
  requireModules('modules', modules)
  requireProbe(network, probe)
  const { inputs, count } = probe
  const outputs = sizeOf(network.output)
  const slots = allOutputs ? outputs : 1
  const [one, two] = [1, 2].map((batch) => planned(modules, network, batch))
  const steps = slopeSteps(network, one!.buffers, one!.plan)
  const factored = (step: Step): Factors | undefined =>
    step.parameters?.length === 1 && !projection ? step.factors : undefined
  const widths = steps.map(({ step, size }) => factored(step)?.outer ?? size)
  const kept = slots === 1 ? Math.max(0, ...widths) : widths.reduce((sum, width) => sum + width, 0)
  const grams = steps.filter(({ step }) => factored(step)).length
  /** Numbers of 8 bytes that a sample's projections take. */
  const sums = projection ? projection.seeds.length * (projection.buckets + RUN) : 0
  const each = two!.memory.bytes - one!.memory.bytes + 4 * slots * kept + 8 * sums
  const fixed = one!.memory.bytes + one!.memory.kernels.gemmScratch()
  const capacity = capacityOf(count, bytes, {
    results,
    held: (t) => fixed + t * each + (projection ? 0 : 20 * (t * slots) ** 2) + 8 * grams * t * t,
  })

  const { memory, plan, buffers } = planned(modules, network, capacity)
  const { kernels } = memory
  const projecting: Projecting | undefined = projection && {
    ...projection,
    layout: rowLayout(network),
    sums: projection.seeds.map(() => memory.take(2 * capacity * (projection.buckets + RUN))),
  }
  const shop: Workshop = {
    memory,
    slots,
    capacity,
    held: 0,
    product: projection ? 0 : memory.take((capacity * slots) ** 2),
    slopes: new Float64Array(grams > 0 ? (capacity * slots) ** 2 : 0),
    scratch: memory.take(kernels.gemmScratch() / 4),
    ...(projecting ? { projecting } : {}),
  }
  // Where products are due as soon as one output's rows are kept, all parts keep theirs in the same place.
  const shared = slots === 1 ? memory.take(capacity * kept) : 0
  const forgets: FactorsPlace[] = []
  const parts = slopeSteps(network, buffers, plan).map(({ step, layer, pieces, size, positions }, k): JacobianPart => {
    const at = shared || memory.take(capacity * slots * widths[k]!)
    const factors = factored(step)
    if (!factors) return rowsPart(shop, step, { layer, pieces, size, at, work: size * positions })
    const place: FactorsPlace = { layer, pieces, size, at, stale: true }
    forgets.push(place)
    return factorsPart(shop, factors, place)
  })

  // Everything is taken: views stay from here on.
  const parametersNow = memory.floats(buffers.parameters, network.size)
  const statisticsNow = memory.floats(buffers.statistics, network.statisticsSize)
  const inputSize = sizeOf(network.input)
  const inputsNow =
    network.input.tokens === undefined
      ? memory.floats(plan.input, capacity * inputSize)
      : memory.integers(plan.input, capacity * inputSize)
  const seeds = memory.floats(plan.output.gradient, capacity * outputs)
  const work = workOf(network)
  return {
    ...{ samples: count, outputs, slots, capacity, work, parts },
    ...(projecting
      ? { projected: { sums: (r) => memory.doubles(projecting.sums[r]!, shop.held * (projecting.buckets + RUN)) } }
      : {}),
    use(numbers) {
      const { parameters, statistics } = requireNetworkNumbers(network, numbers)
      parametersNow.set(parameters)
      statisticsNow.set(statistics)
    },
    *hold(samples: readonly Span[]) {
      let to = 0
      for (const span of samples)
        for (let p = span.from * inputSize; p < span.to * inputSize; p++) inputsNow[to++] = inputs[p]!
      shop.held = to / inputSize
      plan.forward(shop.held, false)
      for (const place of forgets) place.stale = true
      if (projecting) for (const sum of projecting.sums) kernels.clear(sum, 8 * shop.held * (projecting.buckets + RUN))
      yield shop.held * work
    },
    *respond(output: number) {
      seeds.fill(0, 0, shop.held * outputs)
      for (let t = 0; t < shop.held; t++) seeds[t * outputs + output] = 1
      plan.respond(shop.held)
      yield shop.held * work
    },
  }
}

interface Planned {
  readonly memory: NetworkMemory
  readonly buffers: Buffers
  readonly plan: Plan
}

function planned(modules: NetworkModules, network: Network, batch: number): Planned {
  const memory = networkMemory(modules)
  const buffers = {
    parameters: memory.take(network.size),
    gradient: memory.take(network.size),
    statistics: memory.take(network.statisticsSize),
  }
  return { memory, buffers, plan: planNetwork(network, memory, buffers, { batch, shares: false }) }
}

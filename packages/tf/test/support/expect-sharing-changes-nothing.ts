import { expect } from 'vitest'
import type { Network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { sizeOf } from '../../src/shape.ts'
import type { Variant } from '../../src/wasm/module.ts'
import { apart, randomBatch, randomState, VARIANTS } from './networks.ts'

/**
 * A plan in which samples share rows against one in which they do not: outputs and gradients for the same gradient of the
 * outputs, to 1e-5 of the largest entry; and the gradients of single samples, in any order, add up to that of all.
 */
export async function expectSharingChangesNothing(network: Network, count = 6): Promise<void> {
  for (const variant of VARIANTS) {
    const [shared, own] = [await passes(network, count, true, variant), await passes(network, count, false, variant)]
    expect(apart(own.outputs, shared.outputs), `outputs, ${variant}`).toBeLessThan(1e-5)
    expect(apart(own.gradient(0, count), shared.gradient(0, count)), `gradient, ${variant}`).toBeLessThan(1e-5)
    const sum = new Float32Array(network.size)
    for (let i = count - 1; i >= 0; i--) for (const [p, g] of own.gradient(i, 1).entries()) sum[p]! += g
    expect(apart(sum, shared.gradient(0, count)), `sum over samples, ${variant}`).toBeLessThan(1e-5)
  }
}

interface Passes {
  readonly outputs: Float32Array
  /** Of all parameters, summed over those samples. */
  gradient(first: number, count: number): Float32Array
}

async function passes(network: Network, count: number, shares: boolean, variant: Variant): Promise<Passes> {
  const memory = networkMemory(await networkModules(variant))
  const buffers = {
    parameters: memory.take(network.size),
    gradient: memory.take(network.size),
    statistics: memory.take(network.statisticsSize),
  }
  const plan = planNetwork(network, memory, buffers, { batch: count + 3, shares })
  memory.floats(buffers.parameters, network.size).set(randomState(network).parameters)
  const { inputs } = randomBatch(network, count)
  const put = network.input.tokens === undefined ? memory.floats : memory.integers
  put(plan.input, inputs.length).set(inputs)
  plan.forward(count, false)
  const size = count * sizeOf(network.output)
  const outputs = memory.floats(plan.output.at, size).slice()
  // Twice, as for one output after the other: the second must not see what the first has left.
  for (const turn of [1, 2]) {
    const seeds = Float32Array.from({ length: size }, (_, p) => Math.sin(turn + p))
    memory.floats(plan.output.gradient, size).set(seeds)
    plan.respond(count)
  }
  return {
    outputs,
    gradient(first, samples) {
      for (const { step } of plan.steps) step.slope?.(first, samples)
      return memory.floats(buffers.gradient, network.size).slice()
    },
  }
}

import { expect } from 'vitest'
import { classesOf, type Network } from '../../src/networks/network.ts'
import { planNetwork } from '../../src/networks/plan.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { lossKernel } from '../../src/training/loss.ts'
import { apart, randomBatch, randomState, VARIANTS } from './networks.ts'

/**
 * In a plan that shares nothing between samples, or in one that does: after one backward pass, every step's gradient of its parameters for
 * single samples, in any order, adds up to that for all of them, and for some of them to theirs.
 */
export async function expectSlopesToAdd(
  network: Network,
  { count = 7, shares = false }: { count?: number; shares?: boolean } = {},
): Promise<void> {
  for (const variant of VARIANTS) {
    const memory = networkMemory(await networkModules(variant))
    const { size, statisticsSize } = network
    const buffers = {
      parameters: memory.take(size),
      gradient: memory.take(size),
      statistics: memory.take(statisticsSize),
    }
    const labels = memory.take(count)
    const plan = planNetwork(network, memory, buffers, { batch: count, shares })
    const batch = randomBatch(network, count)
    const state = randomState(network)
    memory.floats(buffers.parameters, size).set(state.parameters)
    memory.floats(buffers.statistics, statisticsSize).set(state.statistics)
    const inputs = { floats: memory.floats, integers: memory.integers }
    inputs[network.input.tokens === undefined ? 'floats' : 'integers'](plan.input, batch.inputs.length).set(
      batch.inputs,
    )
    memory.integers(labels, count).set(batch.labels)
    plan.forward(count, false)
    const loss = lossKernel(memory.kernels, 'cross-entropy')
    loss(plan.output.at, labels, plan.output.gradient, count, classesOf(network), 1)
    plan.respond(count)
    const gradient = memory.floats(buffers.gradient, size)
    const slopes = (first: number, some: number): Float32Array => {
      gradient.fill(Number.NaN)
      for (const { step } of plan.steps) step.slope?.(first, some)
      return gradient.slice()
    }
    const whole = slopes(0, count)
    for (const parts of [
      Array.from({ length: count }, (_, i) => [count - 1 - i, 1]),
      [
        [2, count - 2],
        [0, 2],
      ],
    ]) {
      const sum = new Float64Array(size)
      for (const [first, some] of parts) for (const [p, slope] of slopes(first!, some!).entries()) sum[p]! += slope
      expect(apart(sum, whole), `${variant}, in ${parts.length} parts`).toBeLessThan(1e-5)
    }
  }
}

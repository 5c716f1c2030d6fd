import { expect } from 'vitest'
import type { Tfjs } from '../../src/backends/load.ts'
import type { Network } from '../../src/networks/network.ts'
import type { Training } from '../../src/trainers/trainer.ts'
import { apart, fast, general, randomBatch, randomState, trainingOf, VARIANTS } from './networks.ts'

interface PathOptions {
  readonly count?: number
  readonly rate?: number
  /** 1e-5 if left out: float32's rounding, through a few layers. */
  readonly within?: number
}

/**
 * The fast path in both variants against the general one: outputs in evaluation and gradients in training, to `within`
 * of the largest entry, and the parameters after three steps; for a whole batch and for a part of one.
 */
export async function expectPathsAgree(
  tf: Tfjs,
  network: Network,
  { count = 5, rate = 0.01, within = 1e-5, ...more }: Partial<Training> & PathOptions = {},
): Promise<void> {
  const training = trainingOf(network, { batch: count, ...more })
  const state = randomState(network, training.optimizer.slots)
  const oracle = general(tf, training, state)
  const batches = [randomBatch(network, count), randomBatch(network, Math.max(1, count - 2))]
  const known = []
  for (const batch of batches)
    known.push({ outputs: await oracle.outputs(batch.inputs, batch.count), gradient: await oracle.gradient(batch) })
  const losses: number[] = []
  for (const batch of [...batches, batches[0]]) losses.push(await oracle.step(batch, rate))
  const after = await oracle.state()
  const evaluated = await oracle.evaluate(batches[0])
  oracle.close()
  for (const variant of VARIANTS) {
    const trainer = await fast(training, state, variant)
    for (const [k, batch] of batches.entries()) {
      expect(apart(trainer.outputs(batch.inputs, batch.count), known[k].outputs), `outputs, ${variant}`).toBeLessThan(
        within,
      )
      expect(apart(trainer.gradient(batch), known[k].gradient), `gradient, ${variant}`).toBeLessThan(within)
    }
    for (const [k, batch] of [...batches, batches[0]].entries())
      expect(off(trainer.step(batch, rate), losses[k]), `loss of step ${k}, ${variant}`).toBeLessThan(1e-4)
    const own = trainer.state()
    expect(apart(own.parameters, after.parameters), `parameters, ${variant}`).toBeLessThan(within)
    expect(apart(own.slots, after.slots), `slots, ${variant}`).toBeLessThan(10 * within)
    expect(apart(own.statistics, after.statistics), `statistics, ${variant}`).toBeLessThan(within)
    expect(trainer.evaluate(batches[0]).wrong).toBe(evaluated.wrong)
    expect(off(trainer.evaluate(batches[0]).loss, evaluated.loss), `loss, ${variant}`).toBeLessThan(1e-4)
  }
}

/** The difference of two losses, over the second where that is above 1. */
function off(loss: number, known: number): number {
  return Math.abs(loss - known) / Math.max(1, Math.abs(known))
}

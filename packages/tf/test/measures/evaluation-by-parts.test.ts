import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { evaluation } from '../../src/measures/evaluation.ts'
import { network } from '../../src/networks/network.ts'
import type { Samples } from '../../src/training/samples.ts'
import { fast, randomBatch, randomState, trainingOf } from '../support/networks.ts'

const COUNT = 5000

describe.each([
  ['a small network', 12, 2],
  ['a large one', 1500, 4],
])('evaluation of 5,000 samples by %s', (_, width, least) => {
  const net = network({ axes: [10] }, [dense(width), relu(), dense(5)])
  const { inputs, labels } = randomBatch(net, COUNT, randomStream(3, 'data'))
  const samples: Samples = { inputs: Float32Array.from(inputs), labels: Uint8Array.from(labels), count: COUNT }

  it('has the loss and the error of one plain pass, and yields after every part of it', async () => {
    const trainer = await fast(trainingOf(net, { batch: 64 }), randomState(net))
    const parts: number[] = []
    const watched: typeof trainer = {
      ...trainer,
      evaluate(batch) {
        parts.push(batch.count)
        return trainer.evaluate(batch)
      },
    }
    const turns = evaluation(net, watched, samples)
    let yields = 0
    let next = await turns.next()
    for (; !next.done; next = await turns.next()) {
      expect(next.value).toBe(1)
      yields++
      expect(parts).toHaveLength(yields)
    }
    expect(yields).toBeGreaterThanOrEqual(least)
    // Some milliseconds each, whatever the network is.
    for (const part of parts) expect(part * net.size).toBeLessThan(1e8)

    const outputs = trainer.outputs(samples.inputs, COUNT)
    let [loss, wrong] = [0, 0]
    for (let i = 0; i < COUNT; i++) {
      const row = Array.from(outputs.subarray(5 * i, 5 * i + 5))
      const largest = Math.max(...row)
      const sum = row.reduce((all, f) => all + Math.exp(f - largest), 0)
      loss += largest + Math.log(sum) - row[labels[i]]
      if (row.indexOf(largest) !== labels[i]) wrong++
    }
    expect(wrong).toBeGreaterThan(1000)
    expect(next.value.error).toBe(wrong / COUNT)
    expect(Math.abs(next.value.loss / (loss / COUNT) - 1)).toBeLessThan(1e-6)
  })
})

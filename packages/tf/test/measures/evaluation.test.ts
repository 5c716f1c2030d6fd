import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { type Evaluation, evaluation } from '../../src/measures/evaluation.ts'
import { network } from '../../src/networks/network.ts'
import type { Samples } from '../../src/training/samples.ts'
import { fast, randomBatch, randomState, trainingOf } from '../support/networks.ts'

const small = network({ axes: [6] }, [dense(10), relu(), dense(4)])
// More than are evaluated in a turn.
const { inputs, labels, count } = randomBatch(small, 9000)
const samples: Samples = { inputs: Float32Array.from(inputs), labels: Uint8Array.from(labels), count }

describe('evaluation', () => {
  it('has the mean loss and the share of wrong answers of all samples, whatever the parts are', async () => {
    const trainer = await fast(trainingOf(small, { batch: 7 }), randomState(small))
    const { loss, wrong } = trainer.evaluate(samples)
    const parts = evaluation(small, trainer, samples)
    let found: Evaluation | undefined
    for (;;) {
      const { done, value } = await parts.next()
      if (done) {
        found = value
        break
      }
    }
    expect(found.loss).toBeCloseTo(loss, 6)
    expect(found.error).toBe(wrong / count)
  })

  it('is refused at the call for what is not its own', async () => {
    const trainer = await fast(trainingOf(small), randomState(small))
    for (const [work, message] of [
      [() => evaluation(trainer as never, small as never, samples), 'network is of type Object: a network, as'],
      [
        () => evaluation(small, undefined as never, samples),
        'trainer is missing: a trainer, as openTrainer() gives it,',
      ],
      [
        () => evaluation(small, trainer, { ...samples, count: 8999 }),
        'samples.inputs has length 54000 for 8999 samples',
      ],
      [() => evaluation(small, trainer, { ...samples, inputs: [...(inputs as never)] } as never), 'samples.inputs is'],
      [
        () => evaluation(small, trainer, inputs as never),
        'samples is of type Float32Array: an object of inputs, labels',
      ],
    ] as const)
      expect(work).toThrow(message)
  })
})

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, useKernels, variants } from './support/backends.ts'
import { expectNothingLeft } from './support/expect-nothing-left.ts'
import { beginning, growingAt, trainTiny } from './support/tiny.ts'

describe('memory', () => {
  beforeAll(() => useKernels('relaxed'))

  it.each(['LeNet', 'depthwise convolutions', 'attention by einsum'])(
    'of %s is what it was after 10,000 steps',
    (name) => expectNothingLeft(name, 10_000),
  )
})

describe.each(variants)('memory, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  it('may grow at any allocation of a step', async () => {
    const right = trainTiny(beginning, 1)
    let allocations = 0
    growingAt(
      () => allocations++ < 0,
      () => trainTiny(beginning, 1),
    )
    expect(allocations).toBeGreaterThan(50)
    for (let at = 0; at < allocations; at++) {
      // A new one is small.
      tf.engine().reset()
      await tf.setBackend('wasm')
      const found = growingAt(
        (allocation) => allocation === at,
        () => trainTiny(beginning, 1),
      )
      for (const [i, values] of right.entries())
        expect(distance(found[i]!, values), `weight ${i}, growth at ${at}`).toBe(0)
    }
  })
})

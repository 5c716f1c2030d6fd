import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { distance, useKernels, variants } from './support/backends.ts'
import { expectNothingLeft } from './support/expect-nothing-left.ts'
import { beginning, growHeap, growingAt, heapBytes, trainTiny } from './support/tiny.ts'

describe('memory', () => {
  beforeAll(() => useKernels('relaxed'))

  it.each(['LeNet', 'depthwise convolutions', 'an embedding', 'attention by einsum', 'a memory of convolutions'])(
    'of %s is what it was after 200 steps',
    (name) => expectNothingLeft(name, 200),
  )
})

describe.each(variants)('a backend, %s', (variant) => {
  let right: number[][]
  beforeAll(async () => {
    await tf.setBackend('cpu')
    right = trainTiny(beginning, 4)
  })
  beforeEach(() => useKernels(variant))
  afterEach(() => tf.setBackend('wasm'))

  const expectRight = (found: readonly number[][]): void => {
    for (const [i, values] of right.entries()) expect(distance(found[i]!, values), `weight ${i}`).toBeLessThan(1e-5)
  }

  it('trains the same as cpu', () => expectRight(trainTiny(beginning, 4)))

  it('whose memory grows between the forward and the backward half of a step goes on', () => {
    let bytes = heapBytes()
    expectRight(
      trainTiny(beginning, 4, () => {
        growHeap()
        expect(heapBytes()).toBeGreaterThan(bytes)
        bytes = heapBytes()
      }),
    )
  })

  it('whose memory grows inside of kernels goes on', () => {
    const before = heapBytes()
    expectRight(
      growingAt(
        (allocation) => allocation % 61 === 7,
        () => trainTiny(beginning, 4),
      ),
    )
    expect(heapBytes()).toBeGreaterThan(before)
  })

  it('that is removed and made anew in the middle goes on', async () => {
    const half = trainTiny(beginning, 2)
    const factory = tf.findBackendFactory('wasm')
    const old = tf.backend()
    tf.removeBackend('wasm')
    tf.registerBackend('wasm', factory, 2)
    await tf.setBackend('wasm')
    expect(tf.backend()).not.toBe(old)
    expectRight(trainTiny(half, 2))
  })

  it('that is reset in the middle goes on', async () => {
    const half = trainTiny(beginning, 2)
    const old = tf.backend()
    tf.engine().reset()
    await tf.setBackend('wasm')
    expect(tf.backend()).not.toBe(old)
    expectRight(trainTiny(half, 2))
  })

  it('that steps aside for cpu in the middle goes on', async () => {
    const half = trainTiny(beginning, 1)
    await tf.setBackend('cpu')
    const next = trainTiny(half, 1)
    await tf.setBackend('wasm')
    expectRight(trainTiny(next, 2))
  })
})

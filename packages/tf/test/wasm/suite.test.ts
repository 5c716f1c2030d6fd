import { beforeAll, describe, expect, it } from 'vitest'
import { stockFailures } from './support/stock-failures.ts'
import { runTfjsSuite, type SuiteResult } from './support/tfjs-suite.ts'

/** How many specs TensorFlow.js has for each operation that training needs. */
const TRAINING = {
  avgPool: 31,
  clipByValue: 15,
  conv1d: 22,
  conv2d: 44,
  conv2dTranspose: 21,
  conv3d: 20,
  customGradient: 3,
  depthwiseConv2D: 32,
  'depthwiseConv2d gradients': 9,
  einsum: 31,
  gather: 50,
  gradients: 15,
  logSoftmax: 9,
  maxPool: 26,
  maxPoolBackprop: 16,
  pool: 25,
  poolBackprop: 5,
  relu: 15,
  separableConv2d: 21,
  softmax: 15,
  sum: 20,
  unsortedSegmentSum: 12,
  valueAndGradients: 2,
}

/** The wasm backend has neither the other order of axes nor complex numbers, and says so. */
const IN_VAIN = /channelsFirst|NCHW|complex/i

describe('TensorFlow.js’ own tests', () => {
  let result: SuiteResult
  beforeAll(async () => {
    result = await runTfjsSuite('relaxed')
  })

  it('pass wherever they pass without the training kernels', () => {
    expect(result.passed.length).toBeGreaterThan(2725)
    expect(result.failed.filter(([spec]) => !stockFailures.has(spec))).toEqual([])
  })

  it.each(Object.entries(TRAINING))('of %s, which training needs, all %i pass', (operation, count) => {
    const isOfIt = (spec: string): boolean => spec.startsWith(`${operation} wasm {}`)
    const failed = result.failed.filter(([spec]) => isOfIt(spec))
    expect(failed.length + result.passed.filter(isOfIt).length).toBe(count)
    expect(failed.filter(([spec]) => !IN_VAIN.test(spec))).toEqual([])
  })
})

import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { TfError } from '../../src/kernels.ts'
import { useKernels } from './support/backends.ts'

interface Heap {
  readonly wasm: { _malloc(bytes: number): number }
}

beforeEach(() => useKernels('simd'))
afterEach(() => vi.restoreAllMocks())

/** The next so many requests for memory are met, those after it are not, as where 4 GiB are full. */
function fullAfter(requests: number): void {
  const { wasm } = tf.backend() as unknown as Heap
  const malloc = wasm._malloc
  let left = requests
  vi.spyOn(wasm, '_malloc').mockImplementation((bytes) => (left-- > 0 ? malloc(bytes) : 0))
}

it('no memory for a result or for scratch is an error, and not a wrong number', () => {
  const x = tf.ones<tf.Rank.R2>([40, 40])
  const product = (): tf.Tensor => tf.matMul(x, x, true)
  fullAfter(0)
  expect(product).toThrow(TfError)
  vi.restoreAllMocks()
  fullAfter(1)
  expect(product).toThrow(/^the wasm backend has no memory left for \d+ bytes of scratch/)
  vi.restoreAllMocks()
  expect(product().dataSync()[0]).toBe(40)
  x.dispose()
})

import * as tf from '@tensorflow/tfjs'
import '@tensorflow/tfjs-backend-wasm'
import { registerTrainingKernels, type Variant } from '../../../src/kernels.ts'

export const variants: readonly Variant[] = ['simd', 'relaxed']

/** Numbers that `work` returns on a backend; tensors that it makes are freed. Set the backend with {@link on} before. */
export async function on(
  backend: 'cpu' | 'wasm',
  work: () => tf.Tensor | readonly tf.Tensor[],
): Promise<{ readonly shape: number[]; readonly dtype: string; readonly values: number[] }[]> {
  if (tf.getBackend() !== backend) await tf.setBackend(backend)
  const { IS_TEST } = tf.env().features
  // TensorFlow.js then counts the data of every kernel.
  tf.env().set('IS_TEST', true)
  let results: tf.Tensor[]
  try {
    results = tf.tidy(() => {
      const found = work()
      return Array.isArray(found) ? found : [found as tf.Tensor]
    }) as tf.Tensor[]
  } finally {
    tf.env().set('IS_TEST', IS_TEST ?? false)
  }
  const read = results.map((tensor) => ({
    shape: tensor.shape,
    dtype: tensor.dtype,
    values: Array.from(tensor.dataSync() as ArrayLike<number>),
  }))
  for (const tensor of results) tensor.dispose()
  return read
}

/** Sets wasm and registers the kernels of a variant in place of those there. */
export async function useKernels(variant: Variant): Promise<void> {
  await tf.setBackend('wasm')
  const { unregister } = await registerTrainingKernels(tf)
  unregister()
  await registerTrainingKernels(tf, { variant })
}

/** The largest difference, in units of the largest entry of the second (at least 1e-3); NaN equals NaN. */
export function distance(found: readonly number[], right: readonly number[]): number {
  if (found.length !== right.length) return Number.POSITIVE_INFINITY
  const scale = right.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1e-3)
  let most = 0
  for (const [i, value] of right.entries()) {
    const own = found[i]!
    if (Object.is(own, value) || own === value) continue
    const apart = Math.abs(own - value) / scale
    most = Number.isNaN(apart) ? Number.POSITIVE_INFINITY : Math.max(most, apart)
  }
  return most
}

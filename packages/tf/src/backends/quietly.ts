import type { Tfjs } from './load.ts'

/**
 * Runs `work` while TensorFlow.js prints nothing: the cpu backend greets its first use in Node with a banner. The flag
 * that silences it also turns off argument checks, so it is set only for the duration.
 */
export async function quietly<T>(tf: Tfjs, work: () => Promise<T>): Promise<T> {
  const before = tf.env().getBool('PROD')
  tf.env().set('PROD', true)
  try {
    return await work()
  } finally {
    tf.env().set('PROD', before)
  }
}

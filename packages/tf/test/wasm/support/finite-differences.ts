import * as tf from '@tensorflow/tfjs'

/** The gradient of a sum with weights of f's entries, on the backend that is set, by central differences. */
export function finiteDifferences(
  f: (x: tf.Tensor) => tf.Tensor,
  values: Float32Array,
  shape: number[],
  weights: (size: number) => Float32Array,
  step = 1e-2,
): { readonly gradient: number[]; readonly differences: number[] } {
  const loss = (x: tf.Tensor): tf.Scalar => {
    const y = f(x)
    return tf.sum(tf.mul(tf.reshape(y, [-1]), tf.tensor1d(weights(y.size))))
  }
  return tf.tidy(() => {
    const gradient = Array.from(tf.grad(loss)(tf.tensor(values, shape)).dataSync())
    const differences = Array.from(values, (_, i) => {
      const [up, down] = [1, -1].map((sign) => {
        const moved = Float32Array.from(values)
        moved[i]! += sign * step
        return loss(tf.tensor(moved, shape)).dataSync()[0]!
      })
      return (up! - down!) / (2 * step)
    })
    return { gradient, differences }
  })
}

import { type ReluNetwork, reluOutputs } from './network.ts'

/** Multiply-adds of the test loss between two yields. */
const BLOCK = 1e6

/**
 * The mean square of what is wanted minus what the network gives, (1/n) Σ_i (f(x_i) − y_i)², a block of inputs at a
 * time: yields the multiply-adds of each. NaN once weights are not finite.
 *
 * @param X inputs, shape [n, inputs], row-major.
 * @param wanted outputs y, length n.
 */
export function* testLoss(
  network: ReluNetwork,
  X: Float64Array,
  wanted: Float64Array,
): Generator<number, number, void> {
  if (!network.W.every(Number.isFinite) || !network.a.every(Number.isFinite)) return Number.NaN
  const inputs = X.length / wanted.length
  const rows = Math.max(1, Math.floor(BLOCK / (inputs * network.a.length)))
  let sum = 0
  for (let from = 0; from < wanted.length; from += rows) {
    const part = X.subarray(from * inputs, (from + rows) * inputs)
    reluOutputs(network, part).forEach((f, i) => {
      sum += (f - wanted[from + i]!) ** 2
    })
    yield (part.length / inputs) * network.W.length
  }
  return sum / wanted.length
}

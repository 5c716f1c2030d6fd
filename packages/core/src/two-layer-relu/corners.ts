import type { RandomStream } from '../random/stream.ts'
import type { Regression } from './network.ts'

/**
 * An XOR-like task: points around the corners (±1, ±1) of a square, as many at each, normal with standard deviation
 * `spread`; the label is 1 where both signs are the same, −1 else. Source: arXiv 2406.06158, Fig. 5a.
 */
export function drawCorners(
  random: RandomStream,
  samples: number,
  spread: number,
): { X: Float64Array; y: Float64Array } & Regression {
  const X = new Float64Array(samples * 2)
  const y = new Float64Array(samples)
  for (let i = 0; i < samples; i++) {
    const [right, up] = [i % 4 < 2 ? 1 : -1, i % 2 === 0 ? 1 : -1]
    X[2 * i] = right + spread * random.normal()
    X[2 * i + 1] = up + spread * random.normal()
    y[i] = right * up
  }
  return { X, y }
}

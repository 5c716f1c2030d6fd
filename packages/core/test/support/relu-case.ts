import { randomStream } from '../../src/random/index.ts'
import type { ReluNetwork } from '../../src/two-layer-relu/index.ts'

export interface ReluCase {
  network: ReluNetwork
  data: { X: Float64Array; y: Float64Array }
}

/** A network and data of standard normal numbers. */
export function reluCase(seed: number, n: number, d: number, m: number, leak: number): ReluCase {
  const random = randomStream(seed, 'data')
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal())
  return { network: { W: draw(m * d), a: draw(m), leak }, data: { X: draw(n * d), y: draw(n) } }
}

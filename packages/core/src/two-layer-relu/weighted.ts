import type { ReluNetwork } from './network.ts'

/** |a_k| w_k of every neuron, shape [m, d]: its share of f, and where it points. */
export function weighted({ W, a }: ReluNetwork): Float64Array<ArrayBuffer> {
  const inputs = W.length / a.length
  return W.map((entry, p) => entry * Math.abs(a[Math.floor(p / inputs)]!))
}

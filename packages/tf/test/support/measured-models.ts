import { dense, flatten, type Layer, oneHot, relu, scale } from '../../src/layers/index.ts'
import { mlp } from '../../src/models/mlp.ts'
import { type Network, network } from '../../src/networks/network.ts'

/** Networks on which every measure is tested, small enough for a pass of automatic differentiation an output. */
export const MEASURED: readonly (readonly [name: string, network: Network])[] = [
  ['one matrix', of([3], dense(2))],
  ['a matrix for one output', of([4], dense(1, { bias: false }))],
  ['three layers with biases', of([7], dense(9), relu(), dense(6), relu(), dense(3))],
  ['factors', of([4], scale(2), dense(6), scale(-0.5), relu(), dense(3), scale(0.1))],
  ['rows of features', of([3, 5], dense(6), relu(), dense(4, { bias: false }), flatten(), relu(), dense(2))],
  ['one-hot inputs', mlp({ places: 4, alphabet: 3, hidden: [8, 6], classes: 3 })],
  ['a matrix for every one-hot input', ofTokens(4, 3, oneHot(), dense(5), relu(), flatten(), dense(3))],
]

function of(axes: readonly number[], ...layers: Layer[]): Network {
  return network({ axes }, layers)
}

function ofTokens(length: number, tokens: number, ...layers: Layer[]): Network {
  return network({ axes: [length], tokens }, layers)
}

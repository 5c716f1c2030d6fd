import { randomStream } from '@lazyrich/core/random'
import {
  batchNorm,
  convolution,
  dense,
  flatten,
  type Layer,
  layerNorm,
  maxPool,
  oneHot,
  relu,
  residual,
  scale,
} from '../../src/layers/index.ts'
import { cnn } from '../../src/models/cnn.ts'
import { deepLinear } from '../../src/models/deep-linear.ts'
import { lenet } from '../../src/models/lenet.ts'
import { mlp } from '../../src/models/mlp.ts'
import { resnet } from '../../src/models/resnet.ts'
import { transformer } from '../../src/models/transformer.ts'
import { type Network, network } from '../../src/networks/network.ts'
import type { NetworkNumbers } from '../../src/networks/state.ts'
import { randomState } from './networks.ts'

/** Parameters from N(0, ½²), and running moments that are none of a start's. */
export function measuredState(measured: Network): NetworkNumbers {
  const random = randomStream(6, 'student')
  const statistics = new Float32Array(measured.statisticsSize)
  for (const { name, offset, size } of measured.statistics)
    for (let p = offset; p < offset + size; p++)
      statistics[p] = name === 'variance' ? 0.5 + random.uniform() : 0.2 * random.normal()
  return { parameters: randomState(measured).parameters, statistics }
}

type Named = readonly [name: string, network: Network]

/** Networks that are compared with a computation in float64 as well. */
export const PLAIN: readonly Named[] = [
  ['one matrix', of([3], dense(2))],
  ['a matrix for one output', of([4], dense(1, { bias: false }))],
  ['three layers with biases', of([7], dense(9), relu(), dense(6), relu(), dense(3))],
  ['factors', of([4], scale(2), dense(6), scale(-0.5), relu(), dense(3), scale(0.1))],
  ['rows of features', of([3, 5], dense(6), relu(), dense(4, { bias: false }), flatten(), relu(), dense(2))],
  ['one-hot inputs', mlp({ places: 4, alphabet: 3, hidden: [8, 6], classes: 3 })],
  ['a matrix for every one-hot input', ofTokens(4, 3, oneHot(), dense(5), relu(), flatten(), dense(3))],
]

/** Networks on which every measure is tested, small enough for a pass of automatic differentiation an output. */
export const MEASURED: readonly Named[] = [
  ...PLAIN,
  [
    'filters',
    of(
      [6, 5, 2],
      ...[convolution(4, { kernel: [3, 2], padding: 1 }), scale(2), relu()],
      ...[convolution(3, { kernel: 2, stride: 2, bias: false }), flatten(), dense(3)],
    ),
  ],
  ['pools before ReLU', of([6, 6, 1], convolution(3, { kernel: 3 }), maxPool(2), relu(), flatten(), dense(2))],
  ['norms', of([3, 4], dense(5), batchNorm(), relu(), layerNorm(), flatten(), dense(6), batchNorm(), relu(), dense(2))],
  [
    'ways around',
    of(
      [6],
      residual([dense(5), relu(), dense(6)]),
      residual([relu(), dense(4, { bias: false })], { shortcut: [dense(4)] }),
      ...[relu(), dense(3)],
    ),
  ],
  ['LeNet-5', lenet({ image: [12, 12, 1], classes: 3 })],
  ['the small ResNet', resnet({ image: [16, 16, 3], widths: [3, 4, 5, 6], kernel: 3, classes: 2 })],
  ['filters of a large first kernel', cnn({ image: [16, 16, 3], widths: [3, 4, 5], kernel: 5, classes: 2 })],
  ['the transformer', transformer({ tokens: 7, classes: 3, width: 8, heads: 2, hidden: 10 })],
  [
    'two blocks of the transformer',
    transformer({ tokens: 5, classes: 2, width: 6, heads: 3, hidden: 7, blocks: 2, logitScale: 0.5 }),
  ],
  ['deep linear', deepLinear({ widths: [5, 4, 4, 3] })],
]

function of(axes: readonly number[], ...layers: Layer[]): Network {
  return network({ axes }, layers)
}

function ofTokens(length: number, tokens: number, ...layers: Layer[]): Network {
  return network({ axes: [length], tokens }, layers)
}

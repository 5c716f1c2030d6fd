import { cnn } from '../../src/models/cnn.ts'
import { deepLinear } from '../../src/models/deep-linear.ts'
import { lenet } from '../../src/models/lenet.ts'
import { mlp } from '../../src/models/mlp.ts'
import { resnet } from '../../src/models/resnet.ts'
import { transformer } from '../../src/models/transformer.ts'
import type { Network } from '../../src/networks/network.ts'
import { adam } from '../../src/training/adam.ts'
import type { Optimizer } from '../../src/training/optimizer.ts'
import { sgd } from '../../src/training/sgd.ts'

/** Every model, in sizes that are trained in a moment. */
export const tinyModels: readonly (readonly [name: string, network: Network])[] = [
  ['mlp', mlp({ places: 3, alphabet: 4, hidden: [7, 5], classes: 3 })],
  ['deepLinear', deepLinear({ widths: [5, 4, 4, 3] })],
  ['lenet', lenet({ image: [12, 12, 1], classes: 3 })],
  ['cnn', cnn({ image: [8, 8, 2], widths: [3, 16, 16], kernel: 5, classes: 3 })],
  ['resnet', resnet({ image: [8, 8, 2], widths: [3, 4, 5, 6], kernel: 3, classes: 3 })],
  ['transformer', transformer({ tokens: 7, classes: 5, width: 8, heads: 2, hidden: 12, blocks: 2 })],
]

/** Every optimizer with what it keeps, and decays by layer or not. */
export const optimizers: readonly (readonly [name: string, optimizer: Optimizer])[] = [
  ['plain descent', sgd()],
  ['momentum', sgd({ momentum: 0.9, weightDecay: 0.01 })],
  ['Nesterov', sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.01, decay: 'decoupled' })],
  ['Adam', adam({ weightDecay: 0.01, decay: 'gradient' })],
  ['AdamW', adam({ beta2: 0.98, weightDecay: 1 })],
]

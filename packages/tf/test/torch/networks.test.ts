import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { deepLinear } from '../../src/models/deep-linear.ts'
import { lenet } from '../../src/models/lenet.ts'
import { mlp } from '../../src/models/mlp.ts'
import { resnet } from '../../src/models/resnet.ts'
import { transformer } from '../../src/models/transformer.ts'
import type { Network } from '../../src/networks/network.ts'
import { statisticsOf } from '../../src/networks/start.ts'
import type { Trainer, TrainerState } from '../../src/trainers/trainer.ts'
import type { Batch } from '../../src/training/batch.ts'
import { formulaIndices } from '../support/formula-numbers.ts'
import { fastInTraining, generalInTraining } from '../support/in-training.ts'
import { apart, fast, general, trainingOf, VARIANTS } from '../support/networks.ts'
import { type TorchCase, torchLayers, torchModels, torchParameters } from '../support/torch-cases.ts'
import { torchBatch, torchNetwork } from '../support/torch-network.ts'

beforeAll(() => tf.setBackend('cpu'))

/** What a case is compared with: a network that makes the same of its parameters and inputs. */
interface Compared {
  readonly given: TorchCase
  readonly net: Network
  /** The case's batch if left out. */
  readonly batch?: Batch
}

const model = (name: string): TorchCase => torchModels.find((given) => given.name === name)!
const symbols = model('mlp').input as { salt: number; symbols: number }

/** Those that are made by a function of their own, from the same parameters. */
const models: { readonly [name: string]: () => Omit<Compared, 'given'> } = {
  mlp: () => ({
    net: mlp({ places: 4, alphabet: 3, hidden: [8, 8], classes: 3 }),
    batch: { ...torchBatch(model('mlp')), inputs: formulaIndices(6 * 4, symbols.salt, symbols.symbols) },
  }),
  'deep linear': () => ({ net: deepLinear({ widths: [5, 4, 4, 3] }) }),
  lenet: () => ({ net: lenet() }),
  transformer: () => ({ net: transformer({ tokens: 9, classes: 7, width: 8, heads: 2, hidden: 16 }) }),
  resnet: () => ({ net: resnet({ image: [16, 16, 3], widths: [4, 8, 16, 16], kernel: 3 }) }),
}

const compared: [string, () => Compared][] = [
  ...torchLayers.map((given): [string, () => Compared] => [given.name, () => ({ given, net: torchNetwork(given) })]),
  ['transformer, all tokens', () => ({ given: model('transformer'), net: torchNetwork(model('transformer')) })],
  ...torchModels.map((given): [string, () => Compared] => [given.name, () => ({ given, ...models[given.name]() })]),
]

describe.each(compared)("PyTorch's numbers of %s", (_, compare) => {
  it.each(VARIANTS)('are those of kernels, %s', async (variant) => {
    const { given, net, batch = torchBatch(given) } = compare()
    const state = stateOf(given, net)
    if (given.statistics) expectNear(await fastInTraining(net, state, batch, variant), given.outputs, 'outputs')
    const training = trainingOf(net, { loss: given.loss, batch: given.batch })
    await expectTorch(given, batch, await fast(training, state, variant))
  })

  it('are those of operations of TensorFlow.js', async () => {
    const { given, net, batch = torchBatch(given) } = compare()
    const state = stateOf(given, net)
    if (given.statistics) expectNear(generalInTraining(tf, net, state, batch), given.outputs, 'outputs')
    const trainer = general(tf, trainingOf(net, { loss: given.loss, batch: given.batch }), state)
    await expectTorch(given, batch, trainer)
    trainer.close()
  })
})

function stateOf(given: TorchCase, net: Network): TrainerState {
  return {
    parameters: Float32Array.from(torchParameters(given)),
    slots: new Float32Array(),
    statistics: statisticsOf(net),
    step: 0,
  }
}

/** Loss and gradient, and with batch norms the running moments after each batch; outputs in evaluation. */
async function expectTorch(given: TorchCase, first: Batch, trainer: Trainer): Promise<void> {
  expectNear(await trainer.gradient(first), given.gradient, 'gradient')
  if (given.statistics)
    for (const [k, { input, numbers }] of given.statistics.entries()) {
      const loss = await trainer.step(torchBatch(given, input), 0)
      if (k === 0) expectNear([loss], [given.meanLoss], 'loss')
      expectNear((await trainer.state()).statistics, numbers, `statistics after batch ${k}`)
    }
  else expectNear([(await trainer.evaluate(first)).loss], [given.meanLoss], 'loss')
  const outputs = await trainer.outputs(first.inputs, first.count)
  expectNear(outputs, given.evaluation ?? given.outputs, 'outputs in evaluation')
}

function expectNear(found: ArrayLike<number>, known: ArrayLike<number>, what: string): void {
  expect(apart(found, known), what).toBeLessThan(1e-5)
}

import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/index.ts'
import { dense, relu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { freshState } from '../../src/trainers/fresh-state.ts'
import { openTrainer } from '../../src/trainers/open.ts'
import { sgd } from '../../src/training/sgd.ts'
import { randomBatch, randomState, trainingOf } from '../support/networks.ts'

const small = network({ axes: [6] }, [dense(10), relu(), dense(4)])
const { parameters } = randomState(small)

describe('opening a trainer', () => {
  it('refuses a backend of another name, and lists all of them', async () => {
    for (const [backend, message] of [
      ['webgp', 'backend is "webgp" (did you mean webgpu?): auto, wasm, cpu, webgl, webgpu are accepted'],
      [null, 'backend is null: auto, wasm, cpu, webgl, webgpu are accepted'],
    ] as const)
      await expect(openTrainer(trainingOf(small), randomState(small), backend as never)).rejects.toThrow(
        new TfError(message),
      )
  })

  it.each(['auto', 'cpu'] as const)(
    'refuses before a backend is loaded what is no training, on %s',
    async (backend) => {
      await expect(openTrainer(undefined as never, randomState(small), backend)).rejects.toThrow(
        'training is missing: an object of network, loss, optimizer, batch is accepted',
      )
      await expect(openTrainer(trainingOf(small), undefined as never, backend)).rejects.toThrow(
        'state is missing: an object of parameters, slots, statistics, step is accepted',
      )
    },
  )

  it('takes the state of a network that has diverged, and says so', async () => {
    const state = { ...randomState(small), parameters: parameters.map(() => Number.NaN) }
    const { trainer } = await openTrainer(trainingOf(small), state)
    expect(trainer.isFinite()).toBe(false)
    expect(await trainer.step(randomBatch(small, 8), 0.1)).toBeNaN()
  })
})

describe('a fresh state', () => {
  it.each<[string, () => unknown, string]>([
    [
      'no parameters',
      () => freshState(trainingOf(small), undefined as never),
      'parameters is missing: a Float32Array of',
    ],
    [
      'too few',
      () => freshState(trainingOf(small), new Float32Array(3)),
      'parameters has length 3: 114, for this network,',
    ],
    [
      'a list',
      () => freshState(trainingOf(small), [1, 2] as never),
      'parameters is [1, 2]: a Float32Array of length 114',
    ],
    [
      'some that are not finite',
      () =>
        freshState(
          trainingOf(small),
          parameters.map((value, p) => (p === 7 ? Number.NaN : value)),
        ),
      'parameters[7] is NaN: a finite number is accepted',
    ],
    [
      'an uncalled optimizer',
      () => freshState({ network: small, optimizer: sgd as never }, parameters),
      'training.optimizer is the function sgd, not called: sgd() is accepted',
    ],
    ['no optimizer', () => freshState({ network: small } as never, parameters), 'training.optimizer is missing: '],
    ['a network alone', () => freshState(small as never, parameters), 'training.'],
  ])('is refused for %s', (_, work, message) => {
    expect(work).toThrow(TfError)
    expect(work).toThrow(message)
  })
})

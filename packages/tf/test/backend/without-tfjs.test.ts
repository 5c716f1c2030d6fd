import { beforeEach, expect, it, vi } from 'vitest'
import { availableBackends, chooseBackend, surveyBackends, TfError } from '../../src/index.ts'
import { dense } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { openTrainer } from '../../src/trainers/open.ts'
import { randomState, trainingOf } from '../support/networks.ts'

const INSTALL = 'npm install @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0'

beforeEach(() => {
  vi.doMock('@tensorflow/tfjs', () => {
    throw new Error("Cannot find package '@tensorflow/tfjs'")
  })
})

const net = network({ axes: [2] }, [dense(2)])

it.each<[string, () => Promise<unknown>]>([
  ['openTrainer', () => openTrainer(trainingOf(net), randomState(net), 'cpu')],
  ['chooseBackend', () => chooseBackend()],
  ['surveyBackends', surveyBackends],
  ['availableBackends', availableBackends],
])('without TensorFlow.js %s says what to install', async (_, work) => {
  await expect(work()).rejects.toThrow(TfError)
  await expect(work()).rejects.toThrow(
    `@tensorflow/tfjs, which backends of TensorFlow.js need, does not load: ${INSTALL}`,
  )
})

it('a network trains without it', async () => {
  const { trainer } = await openTrainer(trainingOf(net), randomState(net))
  expect(await trainer.step({ inputs: [1, 2], labels: [1], count: 1 }, 0.1)).toSatisfy(Number.isFinite)
})

it('and so it is where the wasm backend alone is missing', async () => {
  vi.doUnmock('@tensorflow/tfjs')
  vi.doMock('@tensorflow/tfjs-backend-wasm', () => {
    throw new Error("Cannot find package '@tensorflow/tfjs-backend-wasm'")
  })
  await expect(chooseBackend()).rejects.toThrow(
    `@tensorflow/tfjs-backend-wasm, which backends of TensorFlow.js need, does not load: ${INSTALL}`,
  )
  expect((await chooseBackend('cpu')).name).toBe('cpu')
})

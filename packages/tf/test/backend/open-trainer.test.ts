import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import type { NetworkModules } from '../../src/planning/kernels.ts'
import type { OpenTrainer } from '../../src/trainers/open.ts'
import { webAssembly } from '../../src/wasm/web-assembly.ts'
import { apart, fast, randomBatch, randomState, trainingOf } from '../support/networks.ts'
import { withoutSimd } from '../support/without-simd.ts'

const small = network({ axes: [6] }, [dense(10), relu(), dense(4)])
const training = trainingOf(small)
const batch = randomBatch(small, 8)

/** As a program that has just begun: what WebAssembly can do is found out once. */
async function open(backend?: 'auto' | 'wasm' | 'cpu'): Promise<OpenTrainer> {
  const { openTrainer } = await import('../../src/trainers/open.ts')
  return openTrainer(training, randomState(small), backend)
}

/** The gradient is that of our own kernels, on whatever it was computed. */
async function expectToTrain({ trainer }: OpenTrainer): Promise<void> {
  const known = (await fast(training, randomState(small))).gradient(batch)
  expect(apart(await trainer.gradient(batch), known)).toBeLessThan(1e-5)
  expect(await trainer.step(batch, 0.1)).toBeGreaterThan(0)
}

beforeEach(() => void vi.resetModules())

afterEach(() => {
  vi.restoreAllMocks()
  vi.doUnmock('../../src/planning/kernels.ts')
})

describe('a trainer that is opened', () => {
  it.each([undefined, 'auto', 'wasm'] as const)('for %s trains by kernels of our own', async (backend) => {
    const opened = await open(backend)
    expect(opened.computation).toEqual({ backend: 'wasm', kernelVariant: 'relaxed', versions: {}, warnings: [] })
    expect(opened.trainer).toHaveProperty('memory')
    expect(opened.ready()).toBeUndefined()
    await expectToTrain(opened)
  })

  it('says that it is slower where WebAssembly has no relaxed SIMD', async () => {
    const { validate } = webAssembly
    const { decode } = await import('../../src/wasm/module.ts')
    const { bytes } = await import('../../src/wasm/bytes/relaxed.ts')
    const relaxed = decode(bytes)
    vi.spyOn(webAssembly, 'validate').mockImplementation((given) => given.length !== relaxed.length && validate(given))
    const opened = await open()
    expect(opened.computation).toMatchObject({ backend: 'wasm', kernelVariant: 'simd', versions: {} })
    expect(opened.computation.warnings).toEqual([
      expect.stringMatching(/^WebAssembly has no relaxed SIMD on this machine: .* training up to twice as slow$/),
    ])
    await expectToTrain(opened)
  })

  it.each(['auto', 'wasm'] as const)('for %s is not there where kernels compute wrongly', async (backend) => {
    vi.doMock('../../src/planning/kernels.ts', async (original) => {
      const { networkModules } = await original<typeof import('../../src/planning/kernels.ts')>()
      return {
        async networkModules(): Promise<NetworkModules> {
          const modules = await networkModules()
          return { ...modules, on: (memory) => ({ ...modules.on(memory), gemm() {} }) }
        },
      }
    })
    await expect(open(backend)).rejects.toThrow(
      /^WebAssembly computes 0 for entry \[0, 0\] of a known product: -?\d+ is/,
    )
  })

  it.each(['auto', 'wasm'] as const)("for %s trains on TensorFlow.js' wasm where there is no SIMD", async (backend) => {
    withoutSimd()
    const warn = vi.spyOn(console, 'warn').mockReturnValue()
    const opened = await open(backend)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining(opened.computation.warnings[0]))
    expect(tf.getBackend()).toBe('wasm')
    expect(opened.computation).toMatchObject({
      ...{ backend: 'wasm', kernelVariant: 'scalar', versions: { '@tensorflow/tfjs': tf.version.tfjs } },
      warnings: [expect.stringMatching(/^WebAssembly has no SIMD on this machine/)],
    })
    expect(opened.trainer).not.toHaveProperty('memory')
    opened.trainer.close()
  })

  it('on a backend of TensorFlow.js sets it again where another was set since', async () => {
    const opened = await open('cpu')
    expect(opened.computation.backend).toBe('cpu')
    expect(tf.getBackend()).toBe('cpu')
    expect(opened.ready()).toBeUndefined()
    await tf.setBackend('wasm')
    await opened.ready()
    expect(tf.getBackend()).toBe('cpu')
    await expectToTrain(opened)
    opened.trainer.close()
  })
})

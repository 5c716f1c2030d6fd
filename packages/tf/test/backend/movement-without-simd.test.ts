import * as tf from '@tensorflow/tfjs'
import { afterEach, expect, it, vi } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import { batchNorm, dense, relu } from '../../src/layers/index.ts'
import { activationPatterns } from '../../src/measures/activation-pattern.ts'
import { hammingDistances } from '../../src/measures/hamming-distance.ts'
import { movementFrom } from '../../src/measures/movement.ts'
import { parameterDistances } from '../../src/measures/parameter-distance.ts'
import { network } from '../../src/networks/network.ts'
import { kernelDistances } from '../../src/ntk/kernel-distances.ts'
import { tangentKernel } from '../../src/ntk/tangent-kernel.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { measuredState } from '../support/measured-models.ts'
import { randomBatch } from '../support/networks.ts'
import { withoutSimd } from '../support/without-simd.ts'

afterEach(() => void vi.restoreAllMocks())

it.each(['sum', 'pairs'] as const)('movement is measured where WebAssembly has no SIMD, the same: %s', async (form) => {
  const net = network({ axes: [7] }, [dense(9), batchNorm(), relu(), dense(6), relu(), dense(3)])
  const start = measuredState(net)
  const now = { ...start, parameters: start.parameters.map((theta, p) => theta + 0.05 * Math.sin(p)) }
  const probe = { inputs: randomBatch(net, 6).inputs, count: 6 }
  const modules = await networkModules('simd')
  const [kernelOf, patternOf] = [tangentKernel(modules, net, probe, { form }), activationPatterns(modules, net, probe)]
  const known = kernelDistances(kernelOf(start), kernelOf(now))

  withoutSimd()
  await chooseBackend('cpu')
  const passes = vi.spyOn(tf.engine(), 'runKernel')
  const parts = movementFrom(start, net, probe, form)(now)
  let next = await parts.next()
  while (!next.done) next = await parts.next()
  const { kernel, hamming, parameters } = next.value

  expect(passes, 'by TensorFlow.js').toHaveBeenCalled()
  expect(Math.abs(kernel.whole / known.whole - 1)).toBeLessThan(1e-5)
  expect(Object.keys(kernel.layers)).toEqual(Object.keys(known.layers))
  for (const [layer, distance] of Object.entries(known.layers))
    expect(Math.abs(kernel.layers[layer] - distance), layer).toBeLessThan(1e-5)
  expect(hamming).toEqual(hammingDistances(patternOf(start), patternOf(now)))
  expect(parameters).toEqual(parameterDistances(net, start.parameters, now.parameters))
})

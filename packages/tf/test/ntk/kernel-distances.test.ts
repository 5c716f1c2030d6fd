import { randomStream } from '@lazyrich/core/random'
import { initializeRelu, mirroredStart, reluMeasures } from '@lazyrich/core/two-layer-relu'
import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { centredKernel } from '../../src/ntk/centred.ts'
import { kernelDistances } from '../../src/ntk/kernel-distances.ts'
import { tangentKernel } from '../../src/ntk/tangent-kernel.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { MEASURED } from '../support/measured-models.ts'
import { randomBatch, randomState, VARIANTS } from '../support/networks.ts'

const INPUTS = 20
const NEURONS = 30
const SAMPLES = 150
const two = network({ axes: [INPUTS] }, [dense(NEURONS, { bias: false }), relu(), dense(1, { bias: false })])

/** Core's W [neurons, inputs] and a, as parameters of the network. */
function parametersOf({ W, a }: { W: ArrayLike<number>; a: ArrayLike<number> }): Float32Array {
  const parameters = new Float32Array(two.size)
  for (let k = 0; k < NEURONS; k++) {
    for (let j = 0; j < INPUTS; j++) parameters[j * NEURONS + k] = W[k * INPUTS + j]
    parameters[INPUTS * NEURONS + k] = a[k]
  }
  return parameters
}

describe.each(VARIANTS)('the distance of tangent kernels, %s,', (variant) => {
  it.each([0, 1e-3, 1e-2, 0.1, 1])('is that of core for a two-layer ReLU network moved by %d', async (size) => {
    const modules = await networkModules(variant)
    const random = randomStream(3, 'student')
    const start = initializeRelu(mirroredStart(random, NEURONS, INPUTS), { tau: 0.5, delta: 0.3 })
    // In single precision on both sides, so that they measure the same network.
    const rounded = (values: ArrayLike<number>, moved: number) =>
      Float64Array.from(values, (value) => Math.fround(value + moved * random.normal()))
    const before = { W: rounded(start.W, 0), a: rounded(start.a, 0), leak: 0 }
    const after = { W: rounded(before.W, 0.2 * size), a: rounded(before.a, size), leak: 0 }
    const inputs = Float32Array.from({ length: SAMPLES * INPUTS }, () => random.normal() / Math.sqrt(INPUTS))
    const known = reluMeasures(before, { X: inputs, y: new Float64Array(SAMPLES).fill(1) })(after)
    const kernelOf = tangentKernel(modules, two, { inputs, count: SAMPLES })
    const kernels = [before, after].map((each) => kernelOf({ parameters: parametersOf(each) }))
    const { whole } = kernelDistances(kernels[0], kernels[1])
    expect(Math.abs(whole - known.kernelDistance)).toBeLessThanOrEqual(1e-5 * known.kernelDistance)
    const norm = Math.sqrt(kernels[1].whole.reduce((sum, entry) => sum + entry * entry, 0))
    expect(Math.abs(norm / known.kernelNorm - 1)).toBeLessThan(1e-6)
  })
})

describe('distances of tangent kernels', () => {
  const [, three] = MEASURED[2]
  const { inputs } = randomBatch(three, 6)

  it('say which layer has moved its part, and know nothing of size', async () => {
    const kernelOf = tangentKernel(await networkModules(), three, { inputs, count: 6 })
    const { parameters } = randomState(three)
    const before = kernelOf({ parameters })
    // The last matrix, twice as large: the parts of the layers below grow fourfold, its own stays.
    const last = three.parameters.at(-2)!
    const grown = parameters.map((theta, p) => (p >= last.offset && p < last.offset + last.size ? 2 * theta : theta))
    const { whole, layers } = kernelDistances(before, kernelOf({ parameters: grown }))
    expect(layers).toEqual({ dense1: 0, dense2: 0, dense3: 0 })
    expect(whole).toBeGreaterThan(1e-4)
  })

  it('can be of centred kernels', async () => {
    const kernelOf = tangentKernel(await networkModules(), three, { inputs, count: 6 })
    const { parameters } = randomState(three)
    const before = kernelOf({ parameters })
    const after = kernelOf({ parameters: parameters.map((theta, p) => theta + 0.01 * Math.sin(p)) })
    const plain = kernelDistances(before, after)
    const centred = kernelDistances(centredKernel(before), centredKernel(after))
    expect(centred.whole).toBeGreaterThan(0)
    expect(centred.whole).not.toBeCloseTo(plain.whole, 6)
    expect(Object.keys(centred.layers)).toEqual(['dense1', 'dense2', 'dense3'])
  })

  it('are NaN where a kernel is not finite', async () => {
    const kernelOf = tangentKernel(await networkModules(), three, { inputs, count: 6 })
    const { parameters } = randomState(three)
    const before = kernelOf({ parameters })
    const broken = parameters.slice()
    broken[three.parameters.at(-2)!.offset] = Number.NaN
    expect(kernelDistances(before, kernelOf({ parameters: broken })).whole).toBeNaN()
  })

  it('are refused between kernels that cannot be compared', async () => {
    const modules = await networkModules()
    const state = randomState(three)
    const sum = tangentKernel(modules, three, { inputs, count: 6 })(state)
    const pairs = tangentKernel(modules, three, { inputs, count: 2 }, { form: 'pairs' })(state)
    const fewer = tangentKernel(modules, three, { inputs, count: 5 })(state)
    expect(() => kernelDistances(sum, undefined as never)).toThrow('after is missing: a tangent kernel, as what ')
    expect(() => kernelDistances(sum, pairs)).toThrow("after's form is pairs: sum, that of before, is accepted")
    expect(() => kernelDistances(sum, fewer)).toThrow("after's side is 5: 6, that of before, is accepted")
    const other = { ...sum, layers: { fc: sum.whole } }
    expect(() => kernelDistances(sum, other)).toThrow('after has the layers fc: dense1, dense2, dense3')
  })
})

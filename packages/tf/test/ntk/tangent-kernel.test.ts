import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { dense, type Layer, relu } from '../../src/layers/index.ts'
import { network as networkOf } from '../../src/networks/network.ts'
import { centredKernel } from '../../src/ntk/centred.ts'
import type { TangentKernel } from '../../src/ntk/kernel-by.ts'
import { kernelDistances } from '../../src/ntk/kernel-distances.ts'
import { generalTangentKernel, tangentKernel } from '../../src/ntk/tangent-kernel.ts'
import { type NetworkModules, networkModules } from '../../src/planning/kernels.ts'
import { sizeOf } from '../../src/shape.ts'
import type { Memory } from '../../src/wasm/web-assembly.ts'
import { leastMemory } from '../support/least-memory.ts'
import { MEASURED, measuredState, PLAIN } from '../support/measured-models.ts'
import { apart, randomBatch, randomState, VARIANTS } from '../support/networks.ts'
import { plainJacobian, plainPairs, summed } from '../support/plain-jacobian.ts'

beforeAll(() => tf.setBackend('cpu'))

const COUNT = 7

const PAGE = 65_536

/** Bytes of all lists in float64 that are made meanwhile. */
function bytesOfDoubles(work: () => unknown): number {
  let bytes = 0
  const counted = new Proxy(Float64Array, {
    construct(own, given: [number]) {
      const list: Float64Array = Reflect.construct(own, given)
      if (!((given[0] as unknown) instanceof ArrayBuffer)) bytes += list.byteLength
      return list
    },
  })
  vi.stubGlobal('Float64Array', counted)
  try {
    work()
  } finally {
    vi.unstubAllGlobals()
  }
  return bytes
}

describe.each(VARIANTS)('the tangent kernel, %s', (variant) => {
  it.each(PLAIN)('of %s is that of a dense computation in float64', async (_, network) => {
    const modules = await networkModules(variant)
    const { parameters } = randomState(network)
    const { inputs } = randomBatch(network, COUNT)
    const J = plainJacobian(network, parameters, inputs, COUNT)
    const outputs = sizeOf(network.output)
    const pairs = plainPairs(J, network.size)
    const probe = { inputs, count: COUNT }
    const own = tangentKernel(modules, network, probe, { form: 'pairs' })({ parameters })
    expect(own.side).toBe(COUNT * outputs)
    expect(apart(own.whole, pairs)).toBeLessThan(1e-6)
    const sum = tangentKernel(modules, network, probe)({ parameters })
    expect(sum.side).toBe(COUNT)
    expect(apart(sum.whole, summed(pairs, COUNT, outputs))).toBeLessThan(1e-6)
    for (const layer of Object.keys(sum.layers)) {
      const placed = network.parameters.filter((parameter) => parameter.layer === layer)
      const last = placed.at(-1)!
      const part = plainPairs(J, network.size, placed[0].offset, last.offset + last.size)
      expect(apart(own.layers[layer], part), layer).toBeLessThan(1e-6)
      expect(apart(sum.layers[layer], summed(part, COUNT, outputs)), layer).toBeLessThan(1e-6)
    }
  })
})

describe('the tangent kernel', () => {
  it.each(MEASURED)('of %s is that of automatic differentiation', async (_, network) => {
    const state = measuredState(network)
    // A pass for each sample and output: few, since tails of loops are above and blocks below.
    const count = 3
    const probe = { inputs: randomBatch(network, count).inputs, count }
    const pairs = await generalTangentKernel(tf, network, probe, { form: 'pairs' })(state)
    const sum = (kernel: Float64Array): Float64Array => summed(kernel, count, sizeOf(network.output))
    for (const variant of VARIANTS) {
      const modules = await networkModules(variant)
      const own = tangentKernel(modules, network, probe, { form: 'pairs' })(state)
      const ownSum = tangentKernel(modules, network, probe)(state)
      expect(Object.keys(own.layers)).toEqual(Object.keys(pairs.layers))
      expect(Object.keys(ownSum.layers)).toEqual(Object.keys(pairs.layers))
      // Both passes are in float32: in deep networks their rounding grows.
      expect(apart(own.whole, pairs.whole), variant).toBeLessThan(2e-6)
      expect(apart(ownSum.whole, sum(pairs.whole)), variant).toBeLessThan(2e-6)
      for (const [layer, kernel] of Object.entries(pairs.layers)) {
        expect(apart(own.layers[layer], kernel), `${layer}, ${variant}`).toBeLessThan(5e-6)
        expect(apart(ownSum.layers[layer], sum(kernel)), `${layer}, ${variant}`).toBeLessThan(5e-6)
      }
    }
  })

  it.each(PLAIN)(
    'of %s on the general path has a sum over outputs too, in blocks of samples as well',
    async (_, network) => {
      const state = measuredState(network)
      const count = 5
      const probe = { inputs: randomBatch(network, count).inputs, count }
      const open = (memory: number) => generalTangentKernel(tf, network, probe, { memory })
      const pairs = await generalTangentKernel(tf, network, probe, { form: 'pairs' })(state)
      const whole = await open(2 ** 28)(state)
      const parts = await open(leastMemory(open, 64))(state)
      expect(apart(whole.whole, summed(pairs.whole, count, sizeOf(network.output)))).toBeLessThan(1e-12)
      expect(apart(parts.whole, whole.whole)).toBeLessThan(1e-12)
      for (const [layer, kernel] of Object.entries(whole.layers)) {
        expect(apart(kernel, summed(pairs.layers[layer], count, sizeOf(network.output))), layer).toBeLessThan(1e-12)
        expect(apart(parts.layers[layer], kernel), layer).toBeLessThan(1e-12)
      }
    },
  )

  it.each(MEASURED)('of %s is the same in blocks of samples', async (_, network) => {
    const modules = await networkModules()
    const state = measuredState(network)
    // More than the rows that are made at once, where outputs are summed.
    for (const [form, count] of [
      ['sum', 39],
      ['pairs', 7],
    ] as const) {
      const { inputs } = randomBatch(network, count)
      const open = (memory: number) => tangentKernel(modules, network, { inputs, count }, { form, memory })
      const whole = open(2 ** 28)(state)
      // With the least memory two samples are held at once, with more some of them.
      const least = leastMemory(open)
      for (const memory of network.size > 1000 ? [least] : [least, 1.5 * least]) {
        const parts = open(memory)(state)
        expect(apart(parts.whole, whole.whole)).toBeLessThan(1e-6)
        for (const [layer, kernel] of Object.entries(whole.layers))
          expect(apart(parts.layers[layer], kernel), layer).toBeLessThan(1e-6)
      }
    }
  })
  const [, network] = MEASURED[2]
  const state = measuredState(network)
  const { inputs } = randomBatch(network, 40)

  it('is the sum of the parts of all layers with parameters, by their names', async () => {
    const { whole, layers } = tangentKernel(await networkModules(), network, { inputs, count: 5 })(state)
    expect(Object.keys(layers)).toEqual(['dense1', 'dense2', 'dense3'])
    const sum = whole.map((_, q) => layers.dense1[q] + layers.dense2[q] + layers.dense3[q])
    expect(apart(sum, whole)).toBeLessThan(1e-14)
  })

  it('is symmetric', async () => {
    const { whole, side } = tangentKernel(
      await networkModules(),
      network,
      { inputs, count: 9 },
      { form: 'pairs' },
    )(state)
    const mirrored = whole.map((_, q) => whole[(q % side) * side + Math.floor(q / side)])
    expect(apart(mirrored, whole)).toBeLessThan(1e-6)
  })

  it('is the same every time, whatever was measured in between', async () => {
    const kernelOf = tangentKernel(await networkModules(), network, { inputs, count: 6 })
    const first = kernelOf(state)
    expect(kernelOf({ parameters: state.parameters.map((theta) => 2 * theta) })).not.toEqual(first)
    expect(kernelOf(state)).toEqual(first)
  })

  it('comes in parts, which say how much was done', async () => {
    const kernelOf = tangentKernel(await networkModules(), network, { inputs, count: 6 })
    const parts = kernelOf.inSteps(state)
    let work = 0
    let steps = 0
    let last: TangentKernel | undefined
    for (;;) {
      const { done, value } = parts.next()
      if (done) {
        last = value
        break
      }
      expect(value).toBeGreaterThanOrEqual(0)
      work += value
      steps++
    }
    expect(steps).toBeGreaterThan(20)
    expect(work).toBeGreaterThan(6 * network.size)
    expect(last).toEqual(kernelOf(state))
  })

  it.each(
    (
      [
        [2, 'sum'],
        [2, 'pairs'],
        [11, 'pairs'],
        [14, 'sum'],
      ] as const
    ).map(([k, form]) => ({
      ...{ name: MEASURED[k][0], each: MEASURED[k][1], form },
    })),
  )('takes no more than its memory, kernels among it: $name, $form', async ({ each, form }) => {
    const modules = await networkModules()
    const count = 30
    const probe = { inputs: randomBatch(each, count).inputs, count }
    const least = leastMemory((memory) => tangentKernel(modules, each, probe, { form, memory }))
    for (const memory of [least, 1.3 * least, 2 * least]) {
      const memories: Memory[] = []
      const watched: NetworkModules = {
        ...modules,
        on(given) {
          memories.push(given)
          return modules.on(given)
        },
      }
      const lists = bytesOfDoubles(() => tangentKernel(watched, each, probe, { form, memory })(measuredState(each)))
      // What is opened to see what a sample takes is let go of; a memory has whole pages.
      const { byteLength } = memories.at(-1)!.buffer
      expect(lists + byteLength - PAGE).toBeLessThanOrEqual(memory)
      expect(lists + byteLength).toBeGreaterThan(0.6 * least)
    }
  })

  it('is refused for more samples than memory allows, and taken for as many as it says', async () => {
    const modules = await networkModules()
    const memory = 2e6
    const count = 400
    const many = randomBatch(network, count).inputs
    const open = (samples: number) => () =>
      tangentKernel(modules, network, { inputs: many, count: samples }, { memory })
    let said = 0
    try {
      open(count)()
    } catch (error) {
      said = Number(/at most (\d+) are accepted/.exec(String(error))?.[1])
    }
    expect(said).toBeGreaterThan(2)
    expect(open(said + 1)).toThrow(`the probe has ${said + 1} samples: at most ${said} are accepted within 1.91 MiB`)
    expect(open(said)()(state).side).toBe(said)
  })

  it('refuses a network that takes more than the memory by itself, and numbers that are not its own', async () => {
    const modules = await networkModules()
    expect(() => tangentKernel(modules, network, { inputs, count: 4 }, { memory: 1000 })).toThrow(
      /the probe has 4 samples, and one of this network takes .* MiB: memory is 0.977 KiB, at least that much is accepted/,
    )
    expect(() => tangentKernel(modules, network, { inputs, count: 4 }, { memory: 0 })).toThrow(
      'tangentKernel.memory is 0: a number above 0',
    )
    expect(() => tangentKernel(modules, network, { inputs, count: 41 })).toThrow('inputs has length 280 for 41 samples')
    expect(() => tangentKernel(modules, network, { inputs, count: 0 })).toThrow('count is 0')
    const kernelOf = tangentKernel(modules, network, { inputs, count: 4 })
    expect(() => kernelOf({ parameters: new Float32Array(3) })).toThrow('numbers.parameters has length 3: ')
    expect(() => kernelOf({ ...state, statistics: new Float32Array(1) })).toThrow('statistics has length 1')
    expect(() => tangentKernel(modules, network, { inputs, count: 4 }, { form: 'all' as never })).toThrow(
      'tangentKernel.form is "all": sum, pairs are accepted',
    )
  })

  it.each<[string, (modules: NetworkModules) => unknown, string]>([
    [
      'modules that are not awaited',
      () => tangentKernel(networkModules() as never, network, { inputs, count: 4 }),
      'modules is of type Promise: what `await networkModules()` gives is accepted',
    ],
    ['no network', (on) => tangentKernel(on, [] as never, { inputs, count: 4 }), 'network is []: a network, as'],
    [
      'a misspelled option',
      (on) => tangentKernel(on, network, { inputs, count: 4 }, { from: 'pairs' } as never),
      'tangentKernel.from is unknown (did you mean form?): form, memory are accepted',
    ],
    [
      'no probe',
      (on) => tangentKernel(on, network, undefined as never),
      'probe is missing: an object of inputs, count',
    ],
    [
      'a misspelled probe',
      (on) => tangentKernel(on, network, { input: inputs, count: 4 } as never),
      'probe.input is unknown (did you mean inputs?)',
    ],
    [
      'parameters in place of numbers',
      (on) => tangentKernel(on, network, { inputs, count: 4 })(state.parameters as never),
      "numbers is of type Float32Array: an object { parameters }, such as a trainer's state, is accepted",
    ],
    ['a promise of a kernel', () => centredKernel(Promise.resolve() as never), 'kernel is of type Promise: a tangent'],
  ])('refuses %s', async (_, work, message) => {
    const modules = await networkModules()
    expect(() => work(modules)).toThrow(message)
  })

  it('is NaN where a parameter is, in every layer', async () => {
    const parameters = state.parameters.map((value, p) => (p === 3 ? Number.NaN : value))
    const kernelOf = tangentKernel(await networkModules(), network, { inputs, count: 4 })
    const { whole, layers } = kernelOf({ ...state, parameters })
    for (const kernel of [whole, ...Object.values(layers)]) expect(kernel.every(Number.isNaN)).toBe(true)
    const { whole: distance } = kernelDistances(kernelOf(state), kernelOf({ ...state, parameters }))
    expect(distance).toBeNaN()
  })

  it('is centred as HKH', async () => {
    const count = 6
    const kernel = tangentKernel(await networkModules(), network, { inputs, count })(state)
    const centred = centredKernel(kernel)
    const H = (i: number, j: number): number => Number(i === j) - 1 / count
    const expected = kernel.whole.map((_, q) => {
      let sum = 0
      for (let a = 0; a < count; a++)
        for (let b = 0; b < count; b++)
          sum += H(Math.floor(q / count), a) * kernel.whole[a * count + b] * H(b, q % count)
      return sum
    })
    expect(apart(centred.whole, expected)).toBeLessThan(1e-12)
    const sum = centred.whole.map((_, q) => Object.values(centred.layers).reduce((all, layer) => all + layer[q], 0))
    expect(apart(sum, centred.whole)).toBeLessThan(1e-12)
    const pairs = tangentKernel(await networkModules(), network, { inputs, count: 2 }, { form: 'pairs' })(state)
    expect(() => centredKernel(pairs)).toThrow("the kernel's form is pairs: sum is accepted")
  })

  it('refuses a layer that has parameters and no gradient of theirs, rather than leave them out', async () => {
    const silent: Layer = {
      ...relu(),
      kind: 'silent',
      parameters: () => [{ name: 'weight', shape: [2], start: () => {}, role: 'weight' }],
    }
    const made = networkOf({ axes: [3] }, [dense(2), silent])
    const modules = await networkModules()
    expect(() => tangentKernel(modules, made, { inputs: [1, 2, 3], count: 1 })).toThrow(
      "no step writes the gradient of silent1's weight",
    )
  })

  it('is 0 for a network without parameters', async () => {
    const made = networkOf({ axes: [3] }, [relu()])
    const kernelOf = tangentKernel(await networkModules(), made, { inputs: [1, 2, 3], count: 1 })
    expect(kernelOf({ parameters: new Float32Array() })).toEqual({
      ...{ form: 'sum', side: 1, whole: new Float64Array(1), layers: {} },
    })
  })
})

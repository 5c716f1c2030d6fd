import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { network } from '../../src/networks/network.ts'
import { centredKernel, centredMatrix } from '../../src/ntk/centred.ts'
import { kernelDistances } from '../../src/ntk/kernel-distances.ts'
import { generalKernelSketch, type KernelSketchOptions, kernelSketch } from '../../src/ntk/kernel-sketch.ts'
import { type KernelSketch, meanOf } from '../../src/ntk/sketch-by.ts'
import { centredSketch, sketchDistance } from '../../src/ntk/sketch-distance.ts'
import { tangentKernel } from '../../src/ntk/tangent-kernel.ts'
import { networkModules } from '../../src/planning/kernels.ts'
import { leastMemory } from '../support/least-memory.ts'
import { MEASURED, measuredState } from '../support/measured-models.ts'
import { apart, randomBatch, randomState } from '../support/networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const COUNT = 6
const SEEDS = 150
const made = network({ axes: [8] }, [dense(20), relu(), dense(12), relu(), dense(4)])
const { inputs } = randomBatch(made, COUNT)
const probe = { inputs, count: COUNT }
const { parameters: start } = randomState(made)
const modules = await networkModules()
const kernelOf = tangentKernel(modules, made, probe)

/** Parameters that have moved by so much of their size. */
function moved(size: number): Float32Array {
  const random = randomStream(9, 'student')
  return start.map((theta) => theta + size * random.normal())
}

function sketch(seed: number, parameters: Float32Array, options: Partial<KernelSketchOptions> = {}): KernelSketch {
  return kernelSketch(modules, made, probe, { random: randomStream(seed, 'data'), ...options })({ parameters })
}

/** A sketch of many repeats as so many sketches of few: a projection has nothing to do with the others. */
function split(whole: KernelSketch, repeats: number): KernelSketch[] {
  return Array.from({ length: whole.repeats.length / repeats }, (_, k) => {
    const own = whole.repeats.slice(k * repeats, (k + 1) * repeats)
    return { ...whole, ...meanOf(own), repeats: own, seeds: whole.seeds.slice(k * repeats, (k + 1) * repeats) }
  })
}

describe('a sketch of the tangent kernel', () => {
  const exact = kernelOf({ parameters: start }).whole

  it('is that of its own projections, however many others are made with them', () => {
    const [first] = split(sketch(2, start, { buckets: 64, repeats: 8 * SEEDS }), 8)
    expect(sketch(2, start, { buckets: 64, repeats: 8 })).toEqual(first)
  })

  it('has the kernel as its mean over projections, entry by entry', () => {
    const sum = new Float64Array(exact.length)
    const squares = new Float64Array(exact.length)
    for (const { kernel } of split(sketch(0, start, { buckets: 32, repeats: 3 * SEEDS }), 3))
      for (const [q, entry] of kernel.entries()) {
        sum[q] += entry / SEEDS
        squares[q] += entry ** 2 / SEEDS
      }
    for (const [q, entry] of exact.entries()) {
      const error = Math.sqrt((squares[q] - sum[q] ** 2) / SEEDS)
      expect(Math.abs(sum[q] - entry)).toBeLessThan(4 * error)
      // Close enough to tell a bias.
      expect(error).toBeLessThan(0.02 * Math.max(...exact))
    }
  })

  it('is off by as much as its standard error says', () => {
    let [squares, variances, relative, apartBy] = [0, 0, 0, 0]
    const norm = Math.sqrt(exact.reduce((sum, entry) => sum + entry ** 2, 0))
    const sketches = split(sketch(0, start, { buckets: 64, repeats: 8 * SEEDS }), 8)
    for (const { kernel, standardError, relativeError } of sketches) {
      let off = 0
      for (const [q, entry] of kernel.entries()) {
        off += (entry - exact[q]) ** 2
        variances += standardError[q] ** 2
      }
      squares += off
      relative += relativeError ** 2
      apartBy += off / norm ** 2
    }
    expect(squares / variances).toBeGreaterThan(0.8)
    expect(squares / variances).toBeLessThan(1.25)
    expect(apartBy / relative).toBeGreaterThan(0.75)
    expect(apartBy / relative).toBeLessThan(1.3)
  })

  it('has half the error with four times as many buckets, or repeats', () => {
    const error = ({ buckets, repeats }: { buckets: number; repeats: number }): number => {
      let off = 0
      for (const { kernel } of split(sketch(0, start, { buckets, repeats: 60 * repeats }), repeats))
        for (const [q, entry] of kernel.entries()) off += (entry - exact[q]) ** 2
      return Math.sqrt(off)
    }
    const few = error({ buckets: 32, repeats: 4 })
    for (const more of [error({ buckets: 128, repeats: 4 }), error({ buckets: 32, repeats: 16 })]) {
      expect(few / more).toBeGreaterThan(1.6)
      expect(few / more).toBeLessThan(2.5)
    }
  })

  it.each(MEASURED)('of %s is the same on the general path, and in blocks of samples', async (_, each) => {
    const state = measuredState(each)
    const given = { inputs: randomBatch(each, 3).inputs, count: 3 }
    const options = () => ({ random: randomStream(5, 'data'), buckets: 64, repeats: 3 })
    const own = kernelSketch(modules, each, given, options())(state)
    const oracle = await generalKernelSketch(tf, each, given, options())(state)
    for (const [r, repeat] of oracle.repeats.entries()) expect(apart(own.repeats[r], repeat)).toBeLessThan(1e-6)
    const memory = leastMemory((bytes) => kernelSketch(modules, each, given, { ...options(), memory: bytes }))
    const blocks = kernelSketch(modules, each, given, { ...options(), memory })(state)
    expect(apart(blocks.kernel, own.kernel)).toBeLessThan(1e-6)
  })

  it('comes in parts, which say how much was done', () => {
    const sketchOf = kernelSketch(modules, made, probe, { random: randomStream(1, 'data') })
    const parts = sketchOf.inSteps({ parameters: start })
    let work = 0
    let next = parts.next()
    for (; !next.done; next = parts.next()) work += next.value
    expect(work).toBeGreaterThan(8 * COUNT * 4 * made.size)
    expect(next.value).toEqual(sketchOf({ parameters: start }))
  })

  it('refuses too few buckets or repeats', () => {
    const random = randomStream(1, 'data')
    expect(() => kernelSketch(modules, made, probe, { random, buckets: 48 })).toThrow(
      'buckets is 48: a power of two from 32 to 16777216',
    )
    expect(() => kernelSketch(modules, made, probe, { random, repeats: 2 })).toThrow('repeats is 2: a whole number')
    for (const [options, message] of [
      [undefined, 'kernelSketch is missing: an object of random, buckets, repeats, memory is accepted'],
      [{ buckets: 64 }, 'kernelSketch.random is missing: a stream, as randomStream() gives it, is accepted'],
      [{ random: Math.random }, 'kernelSketch.random is a function: a stream, as'],
      [{ random, bucket: 64 }, 'kernelSketch.bucket is unknown (did you mean buckets?)'],
      [{ random, buckets: '64' }, 'kernelSketch.buckets is "64": a power of two'],
      [{ random, memory: Number.NaN }, 'kernelSketch.memory is NaN: a number above 0 is accepted'],
    ] as const)
      expect(() => kernelSketch(modules, made, probe, options as never)).toThrow(message)
    expect(() => sketchDistance({} as never, {} as never)).toThrow(
      'before is of type Object: a sketch of a kernel, as ',
    )
  })

  it('is NaN where a parameter is', () => {
    const broken = sketch(
      1,
      start.map((theta, p) => (p === 3 ? Number.NaN : theta)),
    )
    expect(broken.kernel.every(Number.isNaN)).toBe(true)
    expect(sketchDistance(sketch(1, start), broken).kernelDistance).toBeNaN()
  })
})

describe('the distance of two sketches', () => {
  const before = kernelOf({ parameters: start })
  const sketchOf = kernelSketch(modules, made, probe, {
    ...{ random: randomStream(3, 'data'), buckets: 128, repeats: 8 * SEEDS },
  })
  const sketches = split(sketchOf({ parameters: start }), 8)

  it.each([1e-3, 0.05, 0.5])('has the distance of the kernels within its error, for a move of %d', (size) => {
    const after = moved(size)
    const { whole } = kernelDistances(before, kernelOf({ parameters: after }))
    let [one, two, sum, squares] = [0, 0, 0, 0]
    for (const [k, moved] of split(sketchOf({ parameters: after }), 8).entries()) {
      const { kernelDistance, standardError } = sketchDistance(sketches[k], moved)
      const off = (kernelDistance - whole) / standardError
      if (Math.abs(off) < 1) one++
      if (Math.abs(off) < 2) two++
      sum += kernelDistance / SEEDS
      squares += kernelDistance ** 2 / SEEDS
    }
    const deviation = Math.sqrt(squares - sum ** 2)
    // Within one and two standard errors with 7 degrees of freedom: 65 and 91 of 100.
    expect(one / SEEDS).toBeGreaterThan(0.55)
    expect(one / SEEDS).toBeLessThan(0.8)
    expect(two / SEEDS).toBeGreaterThan(0.85)
    // Small moves keep their digits: the noise of the projections goes with the move.
    expect(Math.abs(sum - whole)).toBeLessThan(4 * (deviation / Math.sqrt(SEEDS)))
    expect(deviation).toBeLessThan(0.3 * whole)
  })

  it('is the distance itself where there are more buckets than parameters', () => {
    const after = moved(0.1)
    const { whole } = kernelDistances(before, kernelOf({ parameters: after }))
    const [first, second] = [start, after].map((parameters) => sketch(3, parameters, { buckets: 4096, repeats: 3 }))
    const { kernelDistance, standardError } = sketchDistance(first, second)
    expect(Math.abs(kernelDistance - whole)).toBeLessThan(1e-5 * whole)
    expect(standardError).toBeLessThan(1e-9)
  })

  it('is 0 for a kernel and itself', () => {
    const own = sketch(1, start)
    expect(sketchDistance(own, own)).toEqual({ kernelDistance: 0, standardError: 0 })
  })

  it('can be of centred kernels', () => {
    const after = moved(0.1)
    const centred = kernelDistances(centredKernel(before), centredKernel(kernelOf({ parameters: after })))
    const [first, second] = [start, after].map((parameters) =>
      centredSketch(sketch(3, parameters, { buckets: 512, repeats: 16 })),
    )
    const { kernelDistance, standardError } = sketchDistance(first, second)
    expect(Math.abs(kernelDistance - centred.whole)).toBeLessThan(5 * standardError)
    expect(standardError).toBeLessThan(0.2 * centred.whole)
  })

  it('of centred kernels is of sketches whose every repeat is centred', () => {
    const own = sketch(4, start, { buckets: 64, repeats: 5 })
    const centred = centredSketch(own)
    expect(apart(centred.kernel, centredMatrix(own.kernel, COUNT))).toBeLessThan(1e-12)
    for (const [r, repeat] of own.repeats.entries())
      expect(apart(centred.repeats[r], centredMatrix(repeat, COUNT))).toBeLessThan(1e-12)
    const largest = Math.max(...centred.kernel)
    for (let i = 0; i < COUNT; i++) {
      const row = centred.kernel.subarray(i * COUNT, (i + 1) * COUNT).reduce((sum, entry) => sum + entry, 0)
      expect(Math.abs(row)).toBeLessThan(1e-12 * largest)
    }
    expect(centred.relativeError).not.toBeCloseTo(own.relativeError, 3)
    expect([centred.side, centred.buckets, centred.seeds]).toEqual([own.side, own.buckets, own.seeds])
  })

  it('is refused between projections or probes that differ', () => {
    expect(() => sketchDistance(sketch(1, start), sketch(2, start))).toThrow('after is a sketch by other projections')
    const fewer = kernelSketch(modules, made, { inputs, count: 5 }, { random: randomStream(1, 'data') })
    expect(() => sketchDistance(sketch(1, start), fewer({ parameters: start }))).toThrow(
      "after's side is 5: 6, that of",
    )
  })
})

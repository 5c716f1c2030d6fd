import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import {
  type ActivationRegions,
  activationRegions,
  type ReluNetwork,
  reluOutputs,
} from '../../src/two-layer-relu/index.ts'
import { reluCase } from '../support/relu-case.ts'

const sizes = fc.record({ seed: fc.nat(), m: fc.integer({ min: 1, max: 12 }), leak: fc.constantFrom(0, 0.1, -0.5) })

const network = ({ seed, m, leak }: { seed: number; m: number; leak: number }): ReluNetwork =>
  reluCase(seed, 1, 2, m, leak).network

/** The same neurons, some again at another length, at the opposite w, or at w = 0. */
function sharing({ W, a, leak }: ReluNetwork, kinds: readonly number[]): ReluNetwork {
  const more = kinds.map((kind, j) => {
    const k = j % a.length
    return [kind * W[2 * k], kind * W[2 * k + 1]]
  })
  return {
    W: Float64Array.from([...W, ...more.flat()]),
    a: Float64Array.from([...a, ...kinds.map((_, j) => j - 1.5)]),
    leak,
  }
}

const middle = ({ from, count }: ActivationRegions, s: number): [number, number] => {
  const end = s + 1 < count ? from[s + 1] : from[0] + 2 * Math.PI
  const angle = (from[s] + end) / 2
  return [Math.cos(angle), Math.sin(angle)]
}

test('m neurons with lines of their own make 2m cones, and cones that touch differ in the parity of active neurons', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const regions = activationRegions(network(size))
      expect(regions.count).toBe(2 * size.m)
      for (let s = 0; s < regions.count; s++) {
        const active = regions.pattern.subarray(s * size.m, (s + 1) * size.m).reduce((sum, bit) => sum + bit, 0)
        expect(regions.parity[s]).toBe(active % 2)
        expect(regions.parity[s]).not.toBe(regions.parity[(s + 1) % regions.count])
      }
    }),
    { numRuns: 300 },
  )
})

test('every x falls into the cone whose map gives f there and whose neurons are active there', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.array(fc.constantFrom(-3, -1, 0, 1, 2, 7), { maxLength: 6 }),
      fc.nat(),
      (size, kinds, seed) => {
        const net = sharing(network(size), kinds)
        const regions = activationRegions(net)
        const { X } = reluCase(seed, 20, 2, 1, 0).data
        for (let i = 0; i < 20; i++) {
          const [x, y] = [X[2 * i], X[2 * i + 1]]
          const s = regions.regionOf(x, y)
          const scale = [...net.a].reduce(
            (sum, a, k) => sum + Math.abs(a) * Math.hypot(net.W[2 * k], net.W[2 * k + 1]),
            0,
          )
          const f = regions.slopes[2 * s] * x + regions.slopes[2 * s + 1] * y
          expect(Math.abs(f - reluOutputs(net, [x, y])[0])).toBeLessThanOrEqual(1e-13 * scale * Math.hypot(x, y))
          net.a.forEach((_, k) => {
            const z = net.W[2 * k] * x + net.W[2 * k + 1] * y
            if (Math.abs(z) > 1e-12) expect(regions.pattern[s * net.a.length + k]).toBe(z > 0 ? 1 : 0)
          })
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('a line that neurons share counts once, whichever way and how far they point; w = 0 has none', () => {
  fc.assert(
    fc.property(sizes, fc.array(fc.constantFrom(-3, -1, 0, 1, 2, 7), { maxLength: 6 }), (size, kinds) => {
      const net = sharing(network(size), kinds)
      const { lines, lineOf, count, parity, from } = activationRegions(net)
      expect(lines).toHaveLength(size.m)
      expect(count).toBe(2 * size.m)
      kinds.forEach((kind, j) => {
        expect(lineOf[size.m + j]).toBe(kind === 0 ? -1 : lineOf[j % size.m])
      })
      for (let s = 0; s < count; s++) expect(parity[s]).not.toBe(parity[(s + 1) % count])
      expect([...from]).toEqual([...from].sort((a, b) => a - b))
    }),
    { numRuns: 300 },
  )
})

test('f is continuous over every border', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const net = network(size)
      const { from, count, slopes } = activationRegions(net)
      for (let s = 0; s < count; s++) {
        const before = (s + count - 1) % count
        const [x, y] = [Math.cos(from[s]), Math.sin(from[s])]
        const f = (r: number): number => slopes[2 * r] * x + slopes[2 * r + 1] * y
        expect(Math.abs(f(s) - f(before))).toBeLessThanOrEqual(1e-13 * net.W.length * 10)
      }
    }),
    { numRuns: 300 },
  )
})

test('cones far narrower than the rounding of a point on the circle have the right pattern', () => {
  const tilt = 1e-15
  const net = { W: [1, 0, 1, tilt, 0, 1], a: [1, 1, 1], leak: 0 }
  const regions = activationRegions(net)
  expect(regions.count).toBe(6)
  const patterns = Array.from({ length: 6 }, (_, s) => [...regions.pattern.subarray(3 * s, 3 * s + 3)].join(''))
  expect(new Set(patterns).size).toBe(6)
  const narrow = patterns.filter((bits) => bits[0] !== bits[1])
  expect(narrow).toHaveLength(2)
})

test('lines next to the horizontal from either side, and exactly on it, are one', () => {
  const net = { W: [0, 1, 0, -2, 1e-300, 1, -1e-300, 1], a: [1, 2, 3, 4], leak: 0 }
  const { lines, lineOf, pattern } = activationRegions(net)
  expect([...lines]).toEqual([0])
  expect([...lineOf]).toEqual([0, 0, 0, 0])
  expect([...pattern]).toEqual([1, 0, 1, 1, 0, 1, 0, 0])
})

test('without a line the plane is one cone, on which f is 0', () => {
  const regions = activationRegions({ W: [0, 0, 0, 0], a: [1, -1], leak: 0 })
  expect([regions.count, regions.lines.length, regions.regionOf(1, -3)]).toEqual([1, 0, 0])
  expect([...regions.slopes]).toEqual([0, 0])
  expect([...regions.pattern]).toEqual([1, 1])
})

test('the point in the middle of a cone is in it', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const regions = activationRegions(network(size))
      for (let s = 0; s < regions.count; s++) expect(regions.regionOf(...middle(regions, s))).toBe(s)
    }),
    { numRuns: 200 },
  )
})

test('other than two inputs, and numbers that are not finite, are refused', () => {
  expect(() => activationRegions({ W: [1, 2, 3], a: [1], leak: 0 })).toThrow(
    new LazyrichError('network.W has 3 columns: 2 columns, for a network with two inputs, are accepted'),
  )
  expect(() => activationRegions({ W: [1, Number.NaN], a: [1], leak: 0 })).toThrow('W[1] is NaN')
})

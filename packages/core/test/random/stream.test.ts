import { describe, expect, test } from 'vitest'
import { LazyrichError } from '../../src/index.ts'
import { randomStream, resumeStream, type StreamName } from '../../src/random/index.ts'

const names: StreamName[] = ['teacher', 'data', 'student', 'batches']
const first = (seed: number, name: StreamName, count = 8): number[] => {
  const random = randomStream(seed, name)
  return Array.from({ length: count }, () => random.uniform())
}

test('the same seed and name give the same numbers', () => {
  for (const name of names) expect(first(5, name)).toEqual(first(5, name))
})

test('streams of other names and other seeds share no number', () => {
  const all = [0, 1, 2, 0xffffffff].flatMap((seed) => names.flatMap((name) => first(seed, name)))
  expect(new Set(all).size).toBe(all.length)
})

test('streams of neighbouring seeds are uncorrelated', () => {
  const count = 2000
  for (let seed = 0; seed < 5; seed++) {
    const [one, other] = [first(seed, 'data', count), first(seed + 1, 'data', count)]
    const correlation = one.reduce((sum, x, i) => sum + (x - 0.5) * (other[i] - 0.5), 0) * (12 / count)
    expect(Math.abs(correlation)).toBeLessThan(0.08)
  }
})

describe('the first values are what they were, whatever changes', () => {
  test.each<[StreamName, number, number[]]>([
    ['teacher', 0, [0.31888085034306024, 0.7605231509542831, -0.5596072733138029, 0.4413577161682505, 1]],
    ['data', 1, [0.914279514737595, 0.014746853957568584, 0.17258775287863176, 0.6719077511634844, -1]],
    ['student', 2, [0.12631909172445444, 0.9776312065786041, -0.5164035373993155, 0.4109851160573958, 1]],
    ['batches', 0xffffffff, [0.9342470790195637, 0.218696387434812, 1.134520080490628, -0.08652594549381232, 1]],
  ])('%s, seed %d', (name, seed, expected) => {
    const random = randomStream(seed, name)
    const values = [random.uniform(), random.uniform(), random.normal(), random.normal(), random.sign()]
    expect(values).toEqual(expected)
  })
})

test('a stream resumed from its state goes on with the same numbers, normals included', () => {
  const random = randomStream(3, 'batches')
  for (let k = 0; k < 17; k++) random.normal()
  const state = structuredClone(random.state())
  const resumed = resumeStream(state)
  for (let k = 0; k < 50; k++) {
    expect(resumed.uniform()).toBe(random.uniform())
    expect(resumed.normal()).toBe(random.normal())
    expect(resumed.sign()).toBe(random.sign())
  }
})

test('taking the state changes nothing, and the state taken stays as it was', () => {
  const [one, other] = [randomStream(3, 'data'), randomStream(3, 'data')]
  const state = one.state()
  const copy = state.slice()
  expect(one.uniform()).toBe(other.uniform())
  expect(state).toEqual(copy)
})

test('uniforms lie in [0, 1) and have the moments of the uniform distribution', () => {
  const values = first(11, 'data', 200_000)
  expect(values.every((x) => x >= 0 && x < 1)).toBe(true)
  const mean = (power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / values.length
  for (const power of [1, 2, 3, 4]) expect(Math.abs(mean(power) - 1 / (power + 1))).toBeLessThan(0.003)
})

test('normals have the moments of the standard normal', () => {
  const random = randomStream(12, 'student')
  const values = Array.from({ length: 200_000 }, () => random.normal())
  const mean = (power: number): number => values.reduce((sum, x) => sum + x ** power, 0) / values.length
  expect(Math.abs(mean(1))).toBeLessThan(0.01)
  expect(Math.abs(mean(2) - 1)).toBeLessThan(0.015)
  expect(Math.abs(mean(3))).toBeLessThan(0.04)
  expect(Math.abs(mean(4) - 3)).toBeLessThan(0.1)
  const beyond = values.filter((x) => Math.abs(x) > 1.959964).length / values.length
  expect(Math.abs(beyond - 0.05)).toBeLessThan(0.003)
})

test('signs are −1 and 1 with equal chance', () => {
  const random = randomStream(13, 'student')
  const values = Array.from({ length: 50_000 }, () => random.sign())
  expect(new Set(values)).toEqual(new Set([-1, 1]))
  expect(Math.abs(values.reduce((sum, x) => sum + x, 0) / values.length)).toBeLessThan(0.02)
})

test.each([Number.NaN, 1.5, -1, 2 ** 32, '1', true, undefined])('the seed %s, which is none, is refused', (seed) => {
  const call = (): unknown => randomStream(seed as number, 'data')
  expect(call).toThrow(LazyrichError)
  expect(call).toThrow(/^seed is .*: a whole number from 0 to 4294967295 is accepted$/)
})

test('a stream of another name is refused, with the nearest', () => {
  expect(() => randomStream(0, 'batch' as StreamName)).toThrow(
    'name is "batch" (did you mean batches?): teacher, data, student or batches is accepted',
  )
})

test.each([[[1, 2]], [[]], [[0, 0, 0, 0]], [[1, 2, 3, Number.NaN]]])(
  'the state %j, from which no stream can go on, is refused',
  (state) => {
    expect(() => resumeStream(state)).toThrow(LazyrichError)
  },
)

import { expect, test } from 'vitest'
import { deepLinearStart, flowDeepLinear } from '../../src/deep-linear/index.ts'
import { randomStream } from '../../src/random/index.ts'

test('entries are normal with standard deviation scale/√(inputs of the layer)', () => {
  const widths = [100, 400, 25]
  const { W0 } = deepLinearStart(randomStream(1, 'student'), widths, { scale: 0.3 })
  W0.forEach((layer, l) => {
    expect(layer).toHaveLength(widths[l] * widths[l + 1])
    const unit = layer.map((entry) => (entry * Math.sqrt(widths[l])) / 0.3)
    const moment = (power: number): number => unit.reduce((sum, entry) => sum + entry ** power, 0) / unit.length
    expect(Math.abs(moment(1))).toBeLessThan(0.03)
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.05)
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.3)
  })
})

test('rates come back as one of each layer, and change nothing of what is drawn', () => {
  const draw = (learningRate?: number | number[]) =>
    deepLinearStart(randomStream(2, 'student'), [3, 2, 1], { learningRate })
  expect([draw().learningRate, draw(2).learningRate, draw([1, 3]).learningRate]).toEqual([
    [1, 1],
    [2, 2],
    [1, 3],
  ])
  expect(draw([1, 3]).W0).toEqual(draw().W0)
})

test('starts of two scales are one start in two sizes, ready to flow', () => {
  const draw = (scale: number) => deepLinearStart(randomStream(3, 'student'), Float64Array.of(3, 2, 1), { scale })
  const [small, large] = [draw(0.25), draw(1)]
  expect(small.W0.map((layer) => layer.map((entry) => 4 * entry))).toEqual(large.W0)
  expect(flowDeepLinear({ ...small, X: [1, 0, 0], Y: [2] }, [1]).reason).toBe('complete')
})

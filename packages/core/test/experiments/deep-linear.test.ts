import { expectedFrames } from '@lazyrich/testing/frames'
import { describe, expect, test } from 'vitest'
import { deepLinear } from '../../src/experiments/index.ts'
import { type Frame, singularValues } from '../../src/index.ts'

const strengths = [4, 2, 1, 0.5]
const fine = { record: 'lin:800', endTime: 40 }

/** When each mode is half learned. */
function halfTimes(frames: readonly Frame[]): number[] {
  return strengths.map((s, k) => frames.find(({ metrics }) => metrics[`mode${k + 1}`] > s / 2)?.time ?? Infinity)
}

/** The time after which the weakest mode is learned by half. */
async function lastHalf(set: object, seed: number): Promise<number> {
  return halfTimes(await expectedFrames(deepLinear, { ...fine, ...set }, seed)).at(-1)!
}

test('frames hold the product and its singular values, beside the target of the strengths that the run is given', async () => {
  const { target, targetSingularValues } = deepLinear.start({}, { seed: 3 }).given
  const frames = await expectedFrames(deepLinear, { record: 'lin:5' }, 3)
  for (const { fields, metrics } of frames) {
    const { product, singularValues: values } = fields!
    expect([product.shape, target.shape, values.shape]).toEqual([[4, 5], [4, 5], [4]])
    expect(Array.from(targetSingularValues.data)).toEqual(strengths)
    singularValues(target.data, 4).forEach((s, k) => {
      expect(s).toBeCloseTo(strengths[k], 12)
    })
    expect([1, 2, 3, 4].map((k) => metrics[`mode${k}`])).toEqual(Array.from(values.data))
    const squares = product.data.reduce((sum, entry, p) => sum + (entry - target.data[p]) ** 2, 0)
    expect(metrics.loss).toBeCloseTo(squares / 2, 12)
  }
})

test('with fewer than four modes the others are 0, with more they are not asked to be learned', async () => {
  const narrow = (await expectedFrames(deepLinear, { record: 'lin:3', outputs: 2 }, 0)).at(-1)!
  expect([narrow.metrics.mode3, narrow.metrics.mode4]).toEqual([0, 0])
  const wide = deepLinear.start({ outputs: 7, inputs: 7 }, { seed: 0 }).given
  expect(Array.from(wide.targetSingularValues.data)).toEqual([...strengths, 0, 0, 0])
})

test('every α starts as the same function', async () => {
  const starts = await Promise.all(
    deepLinear.presets.small.runs.map(async ({ set }) => (await expectedFrames(deepLinear, set, 1))[0]),
  )
  for (const { fields } of starts)
    fields!.product.data.forEach((entry, p) => {
      expect(entry).toBeCloseTo(starts[0].fields!.product.data[p], 15)
    })
})

describe.each([0, 1, 2, 3])('at seed %d', (seed) => {
  test('modes are learned one after another, the strongest first', async () => {
    const frames = await expectedFrames(deepLinear, fine, seed)
    const times = halfTimes(frames)
    for (let k = 1; k < 4; k++) expect(times[k]).toBeGreaterThan(1.3 * times[k - 1])
    expect(frames.at(-1)!.metrics.loss).toBeLessThan(1e-10)
  })

  test('between them the loss stands still: within a hundredth over a fifth of the time that was, with half of the way to go', async () => {
    const frames = await expectedFrames(deepLinear, { ...fine, scale: 0.1 }, seed)
    const plateau = frames.some(({ time, metrics }) => {
      if (time < 0.5 || metrics.loss < 0.05) return false
      const later = frames.find((frame) => frame.time >= 1.2 * time)
      return metrics.loss < 5 && later !== undefined && later.metrics.loss > 0.99 * metrics.loss
    })
    expect(plateau).toBe(true)
  })

  test('α away from 1, to either side, shortens the plateaus and the way of the weights', async () => {
    const [down, plain, up] = await Promise.all([0.1, 1, 10].map((alpha) => lastHalf({ alpha }, seed)))
    expect(plain).toBeGreaterThan(2 * down)
    expect(plain).toBeGreaterThan(2 * up)
    const ways = await Promise.all(
      [0.1, 1, 10].map(
        async (alpha) => (await expectedFrames(deepLinear, { alpha }, seed)).at(-1)!.metrics.parameterDistance,
      ),
    )
    expect(ways[1]).toBeGreaterThan(1.1 * Math.max(ways[0], ways[2]))
  })

  test('deeper networks wait longer', async () => {
    const [two, three, four] = await Promise.all([2, 3, 4].map((depth) => lastHalf({ depth, scale: 0.4 }, seed)))
    expect(three).toBeGreaterThan(1.2 * two)
    expect(four).toBeGreaterThan(1.2 * three)
  })

  test('from large starts the kernel turns less', async () => {
    const [rich, lazy] = await Promise.all(
      [0.1, 3].map(async (scale) => (await expectedFrames(deepLinear, { scale }, seed)).at(-1)!.metrics.kernelDistance),
    )
    expect(rich).toBeGreaterThan(2 * lazy)
  })

  test('the kernel turns to the targets while the loss stands still', async () => {
    const frames = await expectedFrames(deepLinear, { ...fine, scale: 0.1 }, seed)
    const still = frames.filter(({ metrics }) => metrics.loss > 0.99 * frames[0].metrics.loss).at(-1)!
    expect(still.metrics.kernelAlignment).toBeGreaterThan(1.5 * frames[0].metrics.kernelAlignment)
  })

  test('the conserved matrices stay, to the integrator’s tolerance, at unequal learning rates too', async () => {
    const unequal = { 'learningRate.a': 3, 'learningRate.w': 0.2 }
    for (const set of [...deepLinear.presets.small.runs.map((run) => run.set), unequal])
      for (const { metrics } of await expectedFrames(deepLinear, { ...set, record: 'lin:10' }, seed))
        expect(metrics.conservedDrift).toBeLessThan(1e-8)
  })
})

test('the times that its description names are those at seed 0', async () => {
  const times = await Promise.all([0.1, 1, 10].map((alpha) => lastHalf({ alpha, record: 'lin:1600' }, 0)))
  expect(times.map((time) => time.toFixed(1))).toEqual(['1.3', '10.3', '1.7'])
  for (const time of ['1.3', '10.3', '1.7']) expect(deepLinear.shows).toContain(time)
})

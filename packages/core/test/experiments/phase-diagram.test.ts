import { expect, test } from 'vitest'
import { phaseDiagram } from '../../src/index.ts'
import { framesOf } from '../support/frames.ts'

async function last(set: object, seed: number) {
  return (await framesOf(phaseDiagram, { steps: 1000, record: 'log:4', ...set }, { seed })).at(-1)!
}

test.each([0, 1, 2, 3, 4])(
  'at seed %d small τ is rich, at once where δ > 0 and late where δ < 0; large τ is lazy',
  async (seed) => {
    const at = async (tau: number, delta: number) => {
      const frames = await framesOf(phaseDiagram, { tau, delta, steps: 1000, record: 'log:4' }, { seed })
      return { early: frames.find(({ step }) => step === 10)!.metrics, end: frames.at(-1)!.metrics }
    }
    const [up, balanced, down] = [await at(0.1, 1), await at(0.1, 0), await at(0.1, -1)]
    for (const { end } of [await at(2, 1), await at(2, 0), await at(2, -1)])
      expect(end.kernelDistance).toBeLessThan(down.end.kernelDistance / 10)
    expect(up.early.hammingDistance).toBeGreaterThan(0.35)
    expect(up.early.hammingDistance).toBeGreaterThan(2 * balanced.early.hammingDistance)
    expect(balanced.early.hammingDistance).toBeGreaterThan(5 * down.early.hammingDistance)
    expect(balanced.end.hammingDistance).toBeGreaterThan(2 * down.end.hammingDistance)
    expect(balanced.end.parameterDistance).toBeGreaterThan(1.5 * up.end.parameterDistance)
    expect(up.early.kernelDistance).toBeGreaterThan(10 * down.early.kernelDistance)
  },
)

test('frames lie at steps 1, 10, 10², …, and flow time is step × stepSize/τ²', async () => {
  const frames = await framesOf(phaseDiagram, { tau: 0.5, steps: 1000, record: 'log:4' }, { seed: 0 })
  expect(frames.map(({ step }) => step)).toEqual([0, 1, 10, 100, 1000])
  expect(frames.at(-1)!.time).toBeCloseTo((1000 * 5e-3) / 0.25, 10)
})

test('cells of one seed share teacher, data and directions: the same losses at the start', async () => {
  const starts = await Promise.all(
    [
      [0.1, -1],
      [2, 1],
    ].map(async ([tau, delta]) => (await framesOf(phaseDiagram, { tau, delta, steps: 1 }, { seed: 5 }))[0].metrics),
  )
  expect(starts[1].loss / starts[0].loss).toBeCloseTo(1, 12)
  expect(starts[1].testLoss / starts[0].testLoss).toBeCloseTo(1, 12)
})

test('the drift of δ falls with the step size', async () => {
  const coarse = await last({ tau: 0.1, stepSize: 4e-3, steps: 100 }, 0)
  const fine = await last({ tau: 0.1, stepSize: 1e-3, steps: 400 }, 0)
  expect(fine.time).toBeCloseTo(coarse.time, 10)
  expect(fine.metrics.deltaDrift / coarse.metrics.deltaDrift).toBeLessThan(0.5)
})

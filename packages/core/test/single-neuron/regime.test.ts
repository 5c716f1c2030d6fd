import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactNeuron, neuronFromBeta, neuronKernelDistance, neuronRegime } from '../../src/single-neuron/index.ts'
import { power } from '../support/arbitrary-neuron.ts'

/** The run that the docstring quotes: β₀ ⊥ β*, both of size 1; kernel distance at the end and when the loss has halved. */
function run(ratio: number, learningRate = { a: 1, w: 1 }): { final: number; share: number } {
  const delta = 2 * ratio * Math.sqrt(learningRate.a * learningRate.w)
  const start = neuronFromBeta([-1, 0], delta, { learningRate })
  const exact = exactNeuron({ ...start, target: [0, 1] })
  const distance = neuronKernelDistance(start)
  const at = (time: number): { loss: number; distance: number } => {
    const state = exact.at([time]).at(0)
    return { loss: (state.beta[0] ** 2 + (state.beta[1] - 1) ** 2) / 2, distance: distance(state) }
  }
  let [low, high] = [0, 1e6]
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2
    if (at(middle).loss > 0.5) low = middle
    else high = middle
  }
  const final = at(1e7).distance
  return { final, share: at(high).distance / final }
}

test('measured kernel distances order as the regimes do', () => {
  const ratios = [8, 4, 2, 1, 0.5, 0, -0.5, -1, -2, -4, -8]
  const measured = ratios.map((ratio) => ({ ...run(ratio), name: neuronRegime([0, 1], 2 * ratio).name }))
  for (let i = 1; i < measured.length; i++) expect(measured[i].final).toBeGreaterThan(measured[i - 1].final)
  for (const { name, final, share } of measured) {
    if (name === 'lazy') expect(final).toBeLessThan(0.0125)
    if (name === 'rich') expect(final > 0.05 - 1e-3 && final < 0.5 && share > 0.09).toBe(true)
    if (name === 'delayed rich') expect(final > 0.71 && share < 0.04).toBe(true)
  }
})

test('the numbers of the docstring hold, whatever the rates', () => {
  for (const learningRate of [
    { a: 1, w: 1 },
    { a: 0.2, w: 3 },
  ]) {
    const [lazy, rich, delayed, later] = [1, 0, -1, -2].map((ratio) => run(ratio, learningRate))
    expect([lazy.final, rich.final, delayed.final].map((value) => Number(value.toPrecision(2)))).toEqual([
      0.012, 0.2, 0.71,
    ])
    expect(delayed.share).toBeCloseTo(0.04, 2)
    expect(later.share).toBeCloseTo(0.005, 3)
    expect(rich.share).toBeCloseTo(0.11, 2)
  }
  expect([1, 0, -1].map((ratio) => Number(neuronRegime([0, 1], 2 * ratio).anisotropy.toPrecision(2)))).toEqual([
    0.17, 1, 5.8,
  ])
})

test('the ratio alone decides, with rates and targets of any size', () => {
  fc.assert(
    fc.property(
      power(-8, 8),
      power(-3, 3),
      power(-3, 3),
      fc.constantFrom(-3, -1.1, -0.9, 0, 0.9, 1.1, 3),
      (size, a, w, ratio) => {
        const delta = 2 * ratio * size * Math.sqrt(a * w)
        const regime = neuronRegime([0, size], delta, { learningRate: { a, w } })
        expect(regime.ratio).toBeCloseTo(ratio, 12)
        expect(regime.name).toBe(ratio > 1 ? 'lazy' : ratio < -1 ? 'delayed rich' : 'rich')
        expect(regime.anisotropy / (Math.sqrt(1 + ratio * ratio) - ratio) ** 2).toBeCloseTo(1, 10)
      },
    ),
  )
  expect(neuronRegime([1], 2)).toEqual({
    name: 'lazy',
    ratio: 1,
    anisotropy: expect.closeTo(0.1716, 4),
    thresholds: { lazy: 1, delayedRich: -1 },
  })
})

test('without a target there is nothing to compare δ with; bad input is refused by name', () => {
  expect(() => neuronRegime([0, 0], 1)).toThrow('target is 0: a target ≠ 0 is accepted')
  expect(() => neuronRegime([], 1)).toThrow('target is empty: at least one number is accepted')
  expect(() => neuronRegime([1], Number.NaN)).toThrow('delta is NaN')
  expect(() => neuronRegime([1, Number.NaN], 1)).toThrow('target[1] is NaN')
  expect(() => neuronRegime([1], 1, { learningRate: { a: 1, w: 0 } })).toThrow('learningRate.w is 0')
})

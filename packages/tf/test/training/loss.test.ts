import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { networkModules } from '../../src/planning/kernels.ts'
import { networkMemory } from '../../src/planning/memory.ts'
import { LOSSES, type LossName, lossKernel } from '../../src/training/loss.ts'
import { VARIANTS } from '../support/networks.ts'

/** The loss as it is defined, in float64. */
function lossOf(name: LossName, outputs: readonly number[], labels: readonly number[], classes: number): number {
  return labels.reduce((sum, label, i) => {
    const f = outputs.slice(i * classes, (i + 1) * classes)
    const largest = Math.max(...f)
    const own =
      name === 'cross-entropy'
        ? Math.log(f.reduce((all, value) => all + Math.exp(value - largest), 0)) + largest - f[label]
        : f.reduce((all, value, c) => all + (value - Number(c === label)) ** 2, 0)
    return sum + own
  }, 0)
}

describe.each(VARIANTS)('%s', async (variant) => {
  const modules = await networkModules(variant)
  const memory = networkMemory(modules)
  const [f, d, ids] = [memory.take(1000), memory.take(1000), memory.take(100)]

  function computed(name: LossName, outputs: readonly number[], labels: readonly number[], factor = 1) {
    const classes = outputs.length / labels.length
    memory.floats(f, outputs.length).set(outputs)
    memory.integers(ids, labels.length).set(labels)
    memory.floats(d, 1000).fill(7)
    const loss = lossKernel(memory.kernels, name)(f, ids, d, labels.length, classes, factor)
    const wrong = memory.kernels.wrongAnswers(f, ids, labels.length, classes)
    const all = memory.floats(d, 1000)
    expect(
      all.subarray(outputs.length).every((entry) => entry === 7),
      'nothing is written behind the gradient',
    ).toBe(true)
    return { loss, wrong, gradient: Array.from(all.subarray(0, outputs.length)) }
  }

  describe.each(LOSSES)('%s', (name) => {
    const rows = fc.integer({ min: 1, max: 7 }).chain((classes) =>
      fc.array(
        fc.record({
          f: fc.array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: classes, maxLength: classes }),
          label: fc.nat(classes - 1),
        }),
        { minLength: 1, maxLength: 5 },
      ),
    )

    it('sums over rows, and has the gradient of its finite differences times the factor', () => {
      fc.assert(
        fc.property(rows, fc.constantFrom(1, 0.125), (list, factor) => {
          const outputs = list.flatMap((row) => row.f)
          const labels = list.map(({ label }) => label)
          const classes = outputs.length / labels.length
          const known = lossOf(name, outputs, labels, classes)
          const { loss, gradient } = computed(name, outputs, labels, factor)
          expect(Math.abs(loss - known)).toBeLessThan(1e-6 * Math.max(1, known))
          for (const [p, slope] of gradient.entries()) {
            const at = (shift: number): number => lossOf(name, outputs.with(p, outputs[p] + shift), labels, classes)
            expect(slope / factor).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 3)
          }
        }),
      )
    })

    it('takes the first of equal outputs as the answer, so that a dead network is right by chance', () => {
      expect(computed(name, [1, 1, 0, 0, 0, 0], [0, 0]).wrong).toBe(0)
      expect(computed(name, [1, 1, 0, 0, 0, 0], [1, 2]).wrong).toBe(2)
    })

    it('counts a row with a NaN output as wrong, whatever its label', () => {
      for (const [outputs, label] of [
        [[Number.NaN, 1], 1],
        [[1, Number.NaN], 0],
        [[Number.NaN, 1], 0],
      ] as const)
        expect(computed(name, outputs, [label])).toMatchObject({ wrong: 1, loss: Number.NaN })
    })

    it('is not finite where an output is not', () => {
      for (const value of [Number.POSITIVE_INFINITY, Number.NaN])
        for (const label of [0, 1, 2])
          expect(computed(name, [0, value, 1], [label]).loss).not.toSatisfy(Number.isFinite)
    })
  })

  it('cross-entropy never overflows: outputs of 1e30 have a loss, and it is right', () => {
    expect(computed('cross-entropy', [2 ** 100, 0], [0])).toMatchObject({ loss: 0, wrong: 0 })
    expect(computed('cross-entropy', [2 ** 100, 0], [1])).toMatchObject({ loss: 2 ** 100, wrong: 1 })
    expect(computed('cross-entropy', [0, 0, 0, 0], [1]).loss).toBeCloseTo(Math.log(4), 15)
  })
})

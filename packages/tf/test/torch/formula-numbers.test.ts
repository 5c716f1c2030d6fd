import { describe, expect, test } from 'vitest'
import { formulaIndices, formulaNumbers } from '../support/formula-numbers.ts'
import { plainMlp } from '../support/plain-mlp.ts'
import {
  formulaSamples,
  torchInputs,
  torchLabels,
  torchLayers,
  torchLosses,
  torchModels,
  torchOptimizers,
  torchParameters,
} from '../support/torch-cases.ts'

describe("numbers by the formula are Python's, to the last bit", () => {
  for (const sample of formulaSamples)
    test(`salt ${sample.salt}, size ${sample.size}, offset ${sample.offset}`, () => {
      const { numbers, indicesBelow10, salt } = sample
      expect([...formulaNumbers(numbers.length, sample)]).toEqual(numbers)
      expect([...formulaIndices(indicesBelow10.length, salt, 10)]).toEqual(indicesBelow10)
    })
})

test('two salts have no numbers in common, and the numbers fill their range evenly', () => {
  const count = 70_000
  const shape = { size: 1, offset: 0 }
  const first = formulaNumbers(count, { salt: 101, ...shape })
  expect(new Set([...first.subarray(0, 500), ...formulaNumbers(500, { salt: 102, ...shape })]).size).toBe(1000)
  const tenths = new Array<number>(10).fill(0)
  for (const value of first) tenths[Math.floor((value + 0.5) * 10)]++
  for (const tenth of tenths) expect(Math.abs(tenth / count - 0.1)).toBeLessThan(0.005)
})

test('a plain network on parameters, inputs and labels of the formula has the outputs and loss that PyTorch found', () => {
  const mlp = torchModels.find(({ name }) => name === 'mlp')!
  const widths = [12, 8, 8, 3]
  const scales = [Math.sqrt(12), Math.sqrt(8), 8]
  const all = torchParameters(mlp)
  let from = 0
  const weights = scales.map((_, l) => {
    const start = from
    from += widths[l] * widths[l + 1]
    return Array.from(all.subarray(start, from))
  })
  const plain = plainMlp({ widths, scales }, mlp.loss, weights)
  const inputs = torchInputs(mlp)
  const labels = torchLabels(mlp)
  plain.outputs(inputs, mlp.batch).forEach((value, i) => {
    expect(value).toBeCloseTo(mlp.outputs[i], 6)
  })
  expect(plain.loss(inputs, labels)).toBeCloseTo(mlp.meanLoss, 12)
})

test('every case carries as many numbers as its sizes say', () => {
  for (const given of [...torchLayers, ...torchModels]) {
    expect(given.gradient, given.name).toHaveLength(torchParameters(given).length)
    expect(given.outputs, given.name).toHaveLength(given.batch * given.labels.classes)
    if (given.input.kind !== 'tokens') expect(given.inputGradient, given.name).toHaveLength(torchInputs(given).length)
    if (given.statistics) expect(given.evaluation, given.name).toHaveLength(given.outputs.length)
  }
  for (const { batch, labels, gradient } of torchLosses) expect(gradient).toHaveLength(batch * labels.classes)
  for (const { rates, count, after } of torchOptimizers)
    expect(after.map(({ length }) => length)).toEqual(rates.map(() => count))
})

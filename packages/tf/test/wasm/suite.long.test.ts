import { expect, it } from 'vitest'
import { stockFailures } from './support/stock-failures.ts'
import { runTfjsSuite } from './support/tfjs-suite.ts'

it('TensorFlow.js’ own tests fail on its wasm backend where the list of them says', async () => {
  const { failed } = await runTfjsSuite('stock')
  expect(new Set(failed.map(([spec]) => spec))).toEqual(stockFailures)
})

it('TensorFlow.js’ own tests pass without relaxed SIMD wherever they pass without the training kernels', async () => {
  const { failed, passed } = await runTfjsSuite('simd')
  expect(passed.length).toBeGreaterThan(2725)
  expect(failed.filter(([spec]) => !stockFailures.has(spec))).toEqual([])
})

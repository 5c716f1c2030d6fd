import { randomStream } from '@lazyrich/core/random'
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseBackend } from '../../src/index.ts'
import type { LossName } from '../../src/mlp/loss.ts'
import { createMlp, type Mlp } from '../../src/mlp/network.ts'
import { drawWeights, type MlpShape, mlpShape, type Weights } from '../../src/mlp/weights.ts'
import { expectNoLeak } from '../support/expect-no-leak.ts'
import { numericGradient, plainMlp } from '../support/plain-mlp.ts'

const shapes: [string, number[]][] = [
  ['no hidden layer', [5, 3]],
  ['one hidden layer', [5, 7, 3]],
  ['the layers of hierarchy, narrower', [12, 8, 8, 8, 4]],
  ['widths that no tile divides', [7, 13, 5, 11, 3]],
]
const losses: LossName[] = ['cross-entropy', 'mean-square']
const cases = shapes.flatMap(([name, widths]) => losses.map((loss) => ({ name, widths, loss })))

function batchOf(widths: number[], rows: number, seed = 1) {
  const random = randomStream(seed, 'data')
  const classes = widths.at(-1)!
  return {
    inputs: Float32Array.from({ length: rows * widths[0] }, () => random.normal()),
    labels: Array.from({ length: rows }, () => Math.floor(random.uniform() * classes)),
    count: rows,
  }
}

const start = (shape: MlpShape): Weights =>
  drawWeights(shape, randomStream(2, 'student'), { alpha: 1.5, preserveFunction: true })
const zeros = (weights: Weights): Weights => weights.map(({ length }) => new Float32Array(length))
const numbers = (weights: Weights): number[][] => weights.map((matrix) => Array.from(matrix))

/** Largest entry-wise difference, relative to the largest entry. */
function difference(actual: Weights, expected: readonly number[][]): number {
  const largest = Math.max(...expected.flat().map(Math.abs))
  return (
    Math.max(...expected.map((matrix, l) => Math.max(...matrix.map((value, p) => Math.abs(actual[l][p] - value))))) /
    largest
  )
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  const open: Mlp[] = []
  let tensors = 0
  beforeAll(async () => {
    await chooseBackend(backend)
    tensors = tf.memory().numTensors
  })
  afterAll(() => {
    for (const mlp of open) mlp.dispose()
    expect(tf.memory().numTensors).toBe(tensors)
  })
  const create = (shape: MlpShape, loss: LossName, weights: Weights): Mlp => {
    const mlp = createMlp(tf, shape, loss, { weights, velocities: zeros(weights) })
    open.push(mlp)
    return mlp
  }

  it.each(cases)('a step follows the gradient of finite differences: $name, $loss', async ({ widths, loss }) => {
    const shape = mlpShape(widths)
    const weights = start(shape)
    const batch = batchOf(widths, 9)
    const plain = plainMlp(shape, loss, numbers(weights))
    const gradient = numericGradient(plain, batch.inputs, batch.labels)
    const mlp = create(shape, loss, weights)
    expect(await mlp.step(batch, { learningRate: 1, momentum: 0.9 })).toBeCloseTo(
      plain.loss(batch.inputs, batch.labels),
      5,
    )
    const { velocities, weights: after } = await mlp.state()
    expect(difference(velocities, gradient)).toBeLessThan(2e-6)
    // W ← W − η ∇_W L, so for U = W / s: U ← U − η/s² ∇_U L.
    const stepped = gradient.map((matrix, l) => matrix.map((slope, p) => weights[l][p] - slope / shape.scales[l] ** 2))
    expect(difference(after, stepped)).toBeLessThan(1e-6)
  })

  it('keeps momentum over steps and batches of other sizes, as float64 does', async () => {
    const shape = mlpShape([6, 10, 10, 4])
    const weights = start(shape)
    const plain = plainMlp(shape, 'cross-entropy', numbers(weights))
    const velocities = plain.weights.map((matrix) => matrix.map(() => 0))
    const mlp = create(shape, 'cross-entropy', weights)
    for (let k = 0; k < 12; k++) {
      const batch = batchOf([6, 4], k % 3 === 2 ? 5 : 8, k)
      const learningRate = 0.3 / (k + 1)
      await mlp.step(batch, { learningRate, momentum: 0.8 })
      const gradient = numericGradient(plain, batch.inputs, batch.labels)
      for (const [l, matrix] of plain.weights.entries())
        for (let p = 0; p < matrix.length; p++) {
          velocities[l][p] = 0.8 * velocities[l][p] + gradient[l][p]
          matrix[p] -= (learningRate / shape.scales[l] ** 2) * velocities[l][p]
        }
    }
    const state = await mlp.state()
    expect(difference(state.weights, plain.weights)).toBeLessThan(1e-5)
    expect(difference(state.velocities, velocities)).toBeLessThan(1e-5)
  })

  it('counts wrong answers and sums the loss, and evaluating changes nothing', async () => {
    const shape = mlpShape([6, 10, 4])
    const weights = start(shape)
    const plain = plainMlp(shape, 'mean-square', numbers(weights))
    const batch = batchOf([6, 4], 50)
    const mlp = create(shape, 'mean-square', weights)
    const { loss, wrong } = await mlp.evaluate(batch)
    expect(loss / 50).toBeCloseTo(plain.loss(batch.inputs, batch.labels), 5)
    const f = plain.outputs(batch.inputs, 50)
    const answers = batch.labels.map((_, i) => f.slice(4 * i, 4 * i + 4)).map((row) => row.indexOf(Math.max(...row)))
    expect(wrong).toBe(answers.filter((answer, i) => answer !== batch.labels[i]).length)
    expect((await mlp.state()).weights).toEqual(weights)
  })

  it('resumes from a state bit for bit', async () => {
    const shape = mlpShape([6, 10, 4])
    const one = create(shape, 'cross-entropy', start(shape))
    const how = { learningRate: 0.1, momentum: 0.9 }
    for (let k = 0; k < 5; k++) await one.step(batchOf([6, 4], 8, k), how)
    const other = createMlp(tf, shape, 'cross-entropy', await one.state())
    open.push(other)
    for (let k = 5; k < 10; k++) {
      expect(await other.step(batchOf([6, 4], 8, k), how)).toBe(await one.step(batchOf([6, 4], 8, k), how))
    }
    expect(await other.state()).toEqual(await one.state())
  })

  it('leaks no tensor over 300 steps, and no memory', async () => {
    const shape = mlpShape([6, 10, 10, 4])
    await expectNoLeak(create(shape, 'cross-entropy', start(shape)), batchOf([6, 4], 8), 300)
  })

  it.each([0, 1, 2])('notices a weight of matrix %d that is NaN, by itself or by the next loss', async (l) => {
    const shape = mlpShape([6, 10, 10, 4])
    const healthy = create(shape, 'cross-entropy', start(shape))
    expect(await healthy.isFinite()).toBe(true)
    const weights = start(shape)
    weights[l][3] = Number.NaN
    const mlp = create(shape, 'cross-entropy', weights)
    const loss = await mlp.step(batchOf([6, 4], 8), { learningRate: 0.1, momentum: 0.9 })
    expect(Number.isNaN(loss) || !(await mlp.isFinite())).toBe(true)
  })

  it('reports a loss that is not finite, leaks nothing then, and leaves the weights as they were', async () => {
    const shape = mlpShape([6, 10, 4])
    const mlp = create(shape, 'cross-entropy', start(shape))
    const batch = batchOf([6, 4], 8)
    await mlp.step(batch, { learningRate: 1e30, momentum: 0.9 })
    const before = tf.memory().numTensors
    let loss = 0
    let state = await mlp.state()
    for (let k = 0; k < 200 && Number.isFinite(loss); k++) {
      state = await mlp.state()
      loss = await mlp.step(batch, { learningRate: 1e30, momentum: 0.9 })
    }
    expect(loss).not.toSatisfy(Number.isFinite)
    expect(await mlp.state()).toEqual(state)
    expect(tf.memory().numTensors).toBe(before)
  })
})

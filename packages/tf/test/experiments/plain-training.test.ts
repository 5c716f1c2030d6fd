import { permutation, randomStream } from '@lazyrich/core/random'
import { expect, it } from 'vitest'
import { oneHot } from '../../src/hierarchy/data.ts'
import { drawSets } from '../../src/hierarchy/sets.ts'
import { hierarchy } from '../../src/index.ts'
import { drawWeights, mlpShape } from '../../src/mlp/weights.ts'
import { numericGradient, plainMlp } from '../support/plain-mlp.ts'

/** Training as the paper's appendix words it, once more, in float64, by differences: no line shared with the run. */
it('two epochs of the experiment are those of plain gradient descent on the same data, weights and order', async () => {
  const sizes = { classes: 3, symbols: 4, synonyms: 2, tupleSize: 2, levels: 2 }
  const [samples, batchSize, epochs, seed, alpha] = [17, 5, 2, 6, 3]
  const network = { hiddenLayers: 2, width: 5, alpha, samples, batchSize, epochs, learningRate: 2, momentum: 0.7 }
  let last = 0
  for await (const event of hierarchy.start({ ...sizes, ...network, record: 'lin:1' }, { seed }))
    if (event.kind === 'frame') last = event.metrics.loss!

  const { train } = drawSets(sizes, samples, {
    teacher: randomStream(seed, 'teacher'),
    data: randomStream(seed, 'data'),
  })
  const shape = mlpShape([16, 5, 5, 3])
  const drawn = drawWeights(shape, randomStream(seed, 'student'), { alpha, preserveFunction: true })
  const plain = plainMlp(
    shape,
    'cross-entropy',
    drawn.map((matrix) => Array.from(matrix)),
  )
  const velocities = plain.weights.map((matrix) => matrix.map(() => 0))
  const batches = randomStream(seed, 'batches')
  const code = { length: 4, alphabet: 4 }
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = permutation(batches, samples)
    const rate = (2 * (1 + Math.cos((Math.PI * epoch) / (0.8 * epochs)))) / 2
    for (let first = 0; first < samples; first += batchSize) {
      const rows = Math.min(batchSize, samples - first)
      const inputs = new Float32Array(rows * 16)
      oneHot(train, order, first, rows, code, inputs)
      const labels = Array.from(order.subarray(first, first + rows), (row) => train.labels[row])
      const gradient = numericGradient(plain, inputs, labels)
      for (const [l, U] of plain.weights.entries())
        for (let p = 0; p < U.length; p++) {
          // In W = s U: V ← μ V + ∂L/∂U / s, W ← W − η V.
          velocities[l][p] = 0.7 * velocities[l][p] + gradient[l][p] / shape.scales[l]
          U[p] -= (rate * velocities[l][p]) / shape.scales[l]
        }
    }
  }
  const inputs = new Float32Array(samples * 16)
  oneHot(train, [...Array(samples).keys()], 0, samples, code, inputs)
  expect(last).toBeCloseTo(plain.loss(inputs, train.labels), 5)
})

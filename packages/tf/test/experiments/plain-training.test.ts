import { permutation, randomStream } from '@lazyrich/core/random'
import { expect, it } from 'vitest'
import { drawSets } from '../../src/hierarchy/sets.ts'
import { hierarchy } from '../../src/index.ts'
import { oneHotRows } from '../support/one-hot.ts'
import { numericGradient, plainMlp, plainShape } from '../support/plain-mlp.ts'

/** Training as the paper's appendix words it, once more, in float64, by differences: no line shared with the run. */
it.each(['wasm', 'cpu'])(
  'on %s, two epochs are those of plain gradient descent on the same data, weights and order',
  async (backend) => {
    const sizes = { classes: 3, symbols: 4, synonyms: 2, tupleSize: 2, levels: 2 }
    const [samples, batchSize, epochs, seed, alpha] = [17, 5, 2, 6, 3]
    const network = { hiddenLayers: 2, width: 5, alpha, samples, batchSize, epochs, learningRate: 2, momentum: 0.7 }
    let last = 0
    for await (const event of hierarchy.start({ ...sizes, ...network, record: 'lin:1', backend }, { seed }))
      if (event.kind === 'frame') last = event.metrics.loss!

    const { train } = drawSets(sizes, samples, {
      teacher: randomStream(seed, 'teacher'),
      data: randomStream(seed, 'data'),
    })
    const shape = plainShape([16, 5, 5, 3])
    const student = randomStream(seed, 'student')
    const weights = shape.scales.map((_, l) => {
      const factor = l === 0 ? 1 / alpha : l === shape.scales.length - 1 ? alpha : 1
      return Array.from({ length: shape.widths[l] * shape.widths[l + 1] }, () => factor * student.normal())
    })
    const plain = plainMlp(shape, 'cross-entropy', weights)
    const velocities = plain.weights.map((matrix) => matrix.map(() => 0))
    const batches = randomStream(seed, 'batches')
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = permutation(batches, samples)
      const rate = (2 * (1 + Math.cos((Math.PI * epoch) / (0.8 * epochs)))) / 2
      for (let first = 0; first < samples; first += batchSize) {
        const rows = order.subarray(first, Math.min(samples, first + batchSize))
        const inputs = oneHotRows(train.symbols, rows, 4, 4)
        const labels = Array.from(rows, (row) => train.labels[row])
        const gradient = numericGradient(plain, inputs, labels)
        for (const [l, W] of plain.weights.entries())
          for (let p = 0; p < W.length; p++) {
            velocities[l][p] = 0.7 * velocities[l][p] + gradient[l][p]
            W[p] -= rate * velocities[l][p]
          }
      }
    }
    const inputs = oneHotRows(train.symbols, [...Array(samples).keys()], 4, 4)
    expect(last).toBeCloseTo(plain.loss(inputs, train.labels), 5)
  },
)

import { randomStream, resumeStream } from '@lazyrich/core/random'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { epochOrder } from '../../src/training/epoch-order.ts'

const sizes = fc.record({ samples: fc.integer({ min: 1, max: 30 }), batchSize: fc.integer({ min: 1, max: 12 }) })

it('visits every datum once per epoch, in a new order every time', () => {
  fc.assert(
    fc.property(sizes, ({ samples, batchSize }) => {
      const order = epochOrder(samples, batchSize, randomStream(1, 'batches'))
      const batches = Math.ceil(samples / batchSize)
      const epochs = [0, 1, 2].map((epoch) =>
        Array.from({ length: batches }, (_, k) => {
          const { order: rows, first, count } = order.batch(epoch * batches + k)
          return Array.from(rows.subarray(first, first + count))
        }).flat(),
      )
      for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual([...Array(samples).keys()])
      if (samples > 10) expect(epochs[0]).not.toEqual(epochs[1])
    }),
  )
})

it('resumes from its state at any step with the batches that would have come', () => {
  fc.assert(
    fc.property(sizes, fc.nat(20), fc.boolean(), ({ samples, batchSize }, at, askedBefore) => {
      const order = epochOrder(samples, batchSize, randomStream(2, 'batches'))
      for (let step = 0; step < at; step++) order.batch(step)
      if (askedBefore) order.batch(at) // as when that step then fails
      const other = epochOrder(samples, batchSize, resumeStream(order.state(at)))
      for (let step = at; step < at + 10; step++) {
        const [a, b] = [order.batch(step), other.batch(step)]
        expect([Array.from(b.order), b.first, b.count]).toEqual([Array.from(a.order), a.first, a.count])
      }
    }),
  )
})

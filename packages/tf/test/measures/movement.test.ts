import { describe, expect, it } from 'vitest'
import { dense, relu } from '../../src/layers/index.ts'
import { movementFrom } from '../../src/measures/movement.ts'
import { network } from '../../src/networks/network.ts'
import { randomBatch, randomState } from '../support/networks.ts'

const small = network({ axes: [6] }, [dense(10), relu(), dense(4)])
const start = randomState(small)
const { inputs } = randomBatch(small, 5)
const probe = { inputs, count: 5 }

describe('the movement of a network', () => {
  it.each<[string, () => unknown, string]>([
    [
      'parameters in place of numbers',
      () => movementFrom(start.parameters as never, small, probe),
      "start is of type Float32Array: an object { parameters }, such as a trainer's state, is accepted",
    ],
    [
      'swapped arguments',
      () => movementFrom(small as never, start as never, probe),
      'network is of type Object: a network',
    ],
    [
      'a short start',
      () => movementFrom({ parameters: new Float32Array(3) }, small, probe),
      'start.parameters has length 3',
    ],
    ['a short probe', () => movementFrom(start, small, { inputs, count: 6 }), 'inputs has length 30 for 6 samples'],
    ['no probe', () => movementFrom(start, small, undefined as never), 'probe is missing: an object of inputs, count'],
    ['another form', () => movementFrom(start, small, probe, 'pair' as never), 'form is "pair" (did you mean pairs?)'],
    [
      'parameters in place of numbers, later',
      () => movementFrom(start, small, probe)(start.parameters as never),
      'numbers is of type Float32Array: an object { parameters }',
    ],
    ['no numbers', () => movementFrom(start, small, probe)(undefined as never), 'numbers is missing: '],
  ])('is refused at the call for %s', (_, work, message) => {
    expect(work).toThrow(message)
  })

  it('is NaN in its kernel and its parameters where a parameter is', async () => {
    const parameters = start.parameters.map((value, p) => (p === 3 ? Number.NaN : value))
    const parts = movementFrom(start, small, probe)({ parameters })
    for (;;) {
      const { done, value } = await parts.next()
      if (!done) continue
      expect(value.kernel).toEqual({ whole: Number.NaN, layers: { dense1: Number.NaN, dense2: Number.NaN } })
      expect(value.parameters.whole).toBeNaN()
      break
    }
  })
})

import { describe, expect, test } from 'vitest'
import { networkBalance, type WeightLayer } from '../../src/balance/index.ts'
import { LazyrichError } from '../../src/index.ts'
import { randomStream } from '../../src/random/index.ts'

const random = randomStream(3, 'student')
const draw = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal())
const squares = (values: Iterable<number>): number => Array.from(values).reduce((sum, value) => sum + value * value, 0)

test('a dense network: δ of every hidden neuron, by hand', () => {
  const { pairs, relative, verdict } = networkBalance([
    { name: 'fc1', weight: [1, 0, 0, 2, 3, 4], shape: [3, 2], bias: [0, 1, 0] },
    { name: 'fc2', weight: [3, 1, 0, 4, 0, 2], shape: [2, 3], bias: [100, 100] },
  ])
  expect(pairs).toHaveLength(1)
  const { from, to, incoming, outgoing, delta, mean, spread, conserved, linear } = pairs[0]
  expect([from, to, conserved, linear]).toEqual(['fc1', 'fc2', true, undefined])
  expect(Array.from(incoming)).toEqual([1, 5, 25])
  expect(Array.from(outgoing)).toEqual([25, 1, 4])
  expect(Array.from(delta)).toEqual([24, -4, -21])
  expect(mean).toBeCloseTo(-1 / 3, 15)
  expect(spread).toBeCloseTo(Math.sqrt((24 ** 2 + 4 ** 2 + 21 ** 2) / 3 - 1 / 9), 13)
  expect(pairs[0].relative).toBeCloseTo(-1 / 61, 15)
  expect(pairs[0].alpha).toBeCloseTo((30 / 31) ** 0.25, 15)
  expect([relative, verdict, pairs[0].verdict]).toEqual([pairs[0].relative, 'balanced', 'balanced'])
})

describe('convolutions', () => {
  const conv1 = { name: 'conv1', weight: draw(4 * 3 * 9), shape: [4, 3, 3, 3], bias: draw(4) }
  const conv2 = { name: 'conv2', weight: draw(6 * 4 * 25), shape: [6, 4, 5, 5], bias: draw(6) }
  const fc = { name: 'fc', weight: draw(2 * 24), shape: [2, 24] }
  const { pairs } = networkBalance([conv1, conv2, fc])

  test('a channel is fed by its windows and its bias, and feeds its slice of every window of the next', () => {
    for (let k = 0; k < 4; k++) {
      expect(pairs[0].incoming[k]).toBeCloseTo(
        squares(conv1.weight.subarray(27 * k, 27 * k + 27)) + conv1.bias[k] ** 2,
        12,
      )
      let outgoing = 0
      for (let o = 0; o < 6; o++) outgoing += squares(conv2.weight.subarray((o * 4 + k) * 25, (o * 4 + k + 1) * 25))
      expect(pairs[0].outgoing[k]).toBeCloseTo(outgoing, 12)
    }
  })

  test('after flattening, channel k feeds the k-th block of the dense layer’s inputs', () => {
    for (let k = 0; k < 6; k++) {
      const outgoing = [0, 1].reduce(
        (sum, o) => sum + squares(fc.weight.subarray(o * 24 + 4 * k, o * 24 + 4 * k + 4)),
        0,
      )
      expect(pairs[1].outgoing[k]).toBeCloseTo(outgoing, 12)
    }
  })

  test('in groups, a channel feeds only the outputs of its group', () => {
    // channels 0, 1 → outputs 0, 1, 2; channels 2, 3 → outputs 3, 4, 5
    const grouped = { name: 'grouped', weight: draw(6 * 2 * 3), shape: [6, 2, 3], groups: 2 }
    const before = { name: 'before', weight: draw(4 * 2 * 3), shape: [4, 2, 3], activation: 'linear' as const }
    const [pair] = networkBalance([before, grouped]).pairs
    for (let k = 0; k < 4; k++) {
      const group = Math.floor(k / 2)
      let outgoing = 0
      for (let o = 3 * group; o < 3 * group + 3; o++)
        outgoing += squares(grouped.weight.subarray((o * 2 + (k % 2)) * 3, (o * 2 + (k % 2) + 1) * 3))
      expect(pair.outgoing[k]).toBeCloseTo(outgoing, 12)
    }
    expect(pair.linear).toBeUndefined()
  })

  test('one by one, they are the dense layers of the same weights', () => {
    const [a, b] = [draw(12), draw(8)]
    const dense = networkBalance([
      { weight: a, shape: [4, 3] },
      { weight: b, shape: [2, 4] },
    ])
    const pointwise = networkBalance([
      { weight: a, shape: [4, 3, 1, 1] },
      { weight: b, shape: [2, 4, 1, 1] },
    ])
    expect(pointwise).toEqual(dense)
  })
})

describe('the verdict', () => {
  const layers = (alpha: number): WeightLayer[] => [
    { weight: [1 / alpha, 0, 0, 1 / alpha], shape: [2, 2] },
    { weight: [alpha, 0, 0, alpha], shape: [2, 2] },
  ]

  test.each([
    [3, 'upstream'],
    [1.2, 'upstream'],
    [1.18, 'balanced'],
    [1, 'balanced'],
    [1 / 1.18, 'balanced'],
    [1 / 1.2, 'downstream'],
    [0.1, 'downstream'],
  ])('α = %d is %s, and α is what comes out', (alpha, verdict) => {
    const { pairs } = networkBalance(layers(alpha))
    expect(pairs[0].verdict).toBe(verdict)
    expect(pairs[0].alpha).toBeCloseTo(alpha, 13)
    expect(pairs[0].relative).toBeCloseTo((alpha ** 4 - 1) / (alpha ** 4 + 1), 13)
  })

  test('takes another threshold', () => {
    expect(networkBalance(layers(1.1), { threshold: 0.1 }).verdict).toBe('upstream')
    expect(networkBalance(layers(3), { threshold: 1 }).verdict).toBe('balanced')
  })

  test('of a network weighs its pairs by their weights', () => {
    const { relative, verdict, pairs } = networkBalance([
      { weight: [1], shape: [1, 1] },
      { weight: [2], shape: [1, 1] },
      { weight: [1], shape: [1, 1] },
    ])
    expect(pairs.map((pair) => pair.verdict)).toEqual(['upstream', 'downstream'])
    expect([relative, verdict]).toEqual([0, 'balanced'])
  })

  test('of layers of zeros is balanced: there is nothing on either side', () => {
    const { pairs, relative } = networkBalance([
      { weight: [0], shape: [1, 1] },
      { weight: [0], shape: [1, 1] },
    ])
    expect([relative, pairs[0].verdict, pairs[0].alpha]).toEqual([0, 'balanced', Number.NaN])
  })
})

describe('consecutive linear layers', () => {
  test('report W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − bbᵀ, and how far it is from a multiple of I', () => {
    const { linear, delta } = networkBalance([
      { weight: [1, 2, 3, 4], shape: [2, 2], bias: [1, 2], activation: 'linear' },
      { weight: [1, 1], shape: [1, 2] },
    ]).pairs[0]
    const expected = [1 - 5 - 1, 1 - 11 - 2, 1 - 11 - 2, 1 - 25 - 4]
    expect(Array.from(linear!.matrix)).toEqual(expected)
    expect(Array.from(delta)).toEqual([expected[0], expected[3]])
    const off = Math.hypot(expected[0] + 16.5, expected[1], expected[2], expected[3] + 16.5)
    expect(linear!.distanceFromIdentity).toBeCloseTo(off / (2 + Math.hypot(6, 13, 13, 29)), 14)
  })

  test('at distance 0 where it is a multiple of I, whatever its size', () => {
    const turn = [0.6, -0.8, 0.8, 0.6]
    const { pairs } = networkBalance([
      { weight: turn.map((value) => 3 * value), shape: [2, 2], activation: 'linear' },
      { weight: turn.map((value) => 5 * value), shape: [2, 2] },
    ])
    expect(pairs[0].linear!.distanceFromIdentity).toBeLessThan(1e-15)
    expect(pairs[0].mean).toBeCloseTo(16, 13)
  })
})

test('behind another activation the numbers are there, and it says that nothing conserves them', () => {
  const { pairs } = networkBalance([
    { weight: [1], shape: [1, 1], activation: 'other' },
    { weight: [2], shape: [1, 1] },
  ])
  expect([pairs[0].conserved, pairs[0].delta[0]]).toEqual([false, 3])
})

describe('what does not fit is refused by the layer’s name', () => {
  const fc1: WeightLayer = { name: 'fc1', weight: [1, 2, 3, 4], shape: [2, 2] }
  const refused: [string, WeightLayer[], string][] = [
    ['one layer', [fc1], 'layers has length 1: at least 2 is accepted'],
    [
      'a shape of one number',
      [{ name: 'b', weight: [1], shape: [1] }, fc1],
      'b: shape has length 1: 2 or more ([out, in, …taps]) is accepted',
    ],
    ['a shape with 0', [{ weight: [], shape: [0, 2] }, fc1], 'layer 0: shape[0] is 0: a whole number ≥ 1 is accepted'],
    [
      'weights that do not fill it',
      [{ ...fc1, weight: [1, 2, 3] }, fc1],
      'fc1: weight has length 3: 4 (shape [2,2]) is accepted',
    ],
    [
      'a weight that is NaN',
      [{ ...fc1, weight: [1, Number.NaN, 3, 4] }, fc1],
      'fc1: weight[1] is NaN: a finite number is accepted',
    ],
    ['a bias of another length', [{ ...fc1, bias: [1] }, fc1], 'fc1: bias has length 1: 2 (shape [2,2]) is accepted'],
    [
      'a bias by another name',
      [{ weight: fc1.weight, shape: fc1.shape, ...{ b: [1, 2] } }, fc1],
      'layers[0].b is unknown (did you mean bias?): name, weight,',
    ],
    ['a bias that is infinite', [{ ...fc1, bias: [1, Infinity] }, fc1], 'fc1: bias[1] is Infinity'],
    [
      'groups that do not divide',
      [{ ...fc1, groups: 3 }, fc1],
      'fc1: groups is 3: a divisor of its 2 outputs is accepted',
    ],
    [
      'an unknown activation',
      [{ ...fc1, activation: 'relu' as 'other' }, fc1],
      'fc1: activation is "relu": homogeneous, linear or other is accepted',
    ],
    [
      'a dense layer of other inputs',
      [fc1, { name: 'fc2', weight: [1, 2, 3, 4], shape: [1, 4] }],
      'fc2: inputs is 4: 2, the outputs of fc1, is accepted',
    ],
    [
      'a dense layer that no flattening fits',
      [
        { name: 'conv', weight: [1, 2], shape: [2, 1, 1] },
        { name: 'fc', weight: [1, 2, 3], shape: [1, 3] },
      ],
      'fc: inputs is 3: a multiple of 2, the outputs of conv, is accepted',
    ],
  ]
  test.each(refused)('%s', (_, layers, message) => {
    expect(() => networkBalance(layers)).toThrow(LazyrichError)
    expect(() => networkBalance(layers)).toThrow(message)
  })

  test('a threshold above 1', () => {
    expect(() => networkBalance([fc1, fc1], { threshold: 2 })).toThrow(
      'threshold is 2: a number from 0 to 1 is accepted',
    )
  })
})

test('weights are never modified', () => {
  const layer = Object.freeze({
    weight: Object.freeze([1, 2, 3, 4]),
    shape: Object.freeze([2, 2]),
    bias: Object.freeze([1, 2]),
    activation: 'linear' as const,
  })
  networkBalance(Object.freeze([layer, layer]))
})

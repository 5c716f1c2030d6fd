import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { dense, flatten, relu, scale } from '../../src/layers/index.ts'
import { balanceOf } from '../../src/measures/balance.ts'
import { networkLedger } from '../../src/measures/ledger.ts'
import { addSquares, neuronChains, neuronPairs } from '../../src/measures/neuron-pairs.ts'
import { lenet } from '../../src/models/lenet.ts'
import { type Network, network } from '../../src/networks/network.ts'
import { startOf } from '../../src/networks/start.ts'
import { type SgdOptions, sgd } from '../../src/training/sgd.ts'
import { apart, randomBatch, randomState, trainingOf, VARIANTS } from '../support/networks.ts'
import { type Path, trainerOn } from '../support/paths.ts'

const three = network({ axes: [6] }, [dense(12), relu(), scale(1.5), dense(9), relu(), dense(3)])
const rows = network({ axes: [3, 4] }, [dense(8), relu(), dense(5, { bias: false }), relu(), flatten(), dense(3)])
const linear = network({ axes: [5] }, [dense(6, { bias: false }), dense(4, { bias: false }), dense(3, { bias: false })])
const images = lenet({ image: [12, 12, 1], classes: 3 })

const STEPS = 60

/** Trains on fresh mini-batches at rates that change, with the ledger beside it. */
async function trained(made: Network, options: SgdOptions, path: Path, start = randomState(made).parameters) {
  const optimizer = sgd(options)
  const state = { ...randomState(made, optimizer.slots), parameters: start }
  const trainer = await trainerOn(path, trainingOf(made, { optimizer, batch: 16 }), state)
  const ledger = networkLedger(made, optimizer, state.parameters)
  const data = randomStream(7, 'data')
  for (let step = 0; step < STEPS; step++) {
    const rate = 0.06 * (1 + Math.cos(step / 20))
    await trainer.step(randomBatch(made, 16, data), rate)
    ledger.step(rate, await trainer.direction())
  }
  const { parameters } = await trainer.state()
  trainer.close()
  return { ledger, parameters, start }
}

const HALF = { dense1: { rate: 0.5 }, dense2: { rate: 0.5 }, dense3: { rate: 0.5 } }

const RULES: readonly (readonly [name: string, options: SgdOptions])[] = [
  ['plain descent', {}],
  ['momentum', { momentum: 0.9 }],
  ['decay in the gradient', { weightDecay: 0.05 }],
  ['decoupled decay', { weightDecay: 0.05, decay: 'decoupled' }],
  ['momentum and decay in the gradient', { momentum: 0.9, weightDecay: 0.05 }],
  ['momentum and decoupled decay', { momentum: 0.9, weightDecay: 0.05, decay: 'decoupled' }],
  ['one rate for all layers', { momentum: 0.8, weightDecay: 0.03, layers: HALF }],
]

const APART = { dense1: { rate: 0.5 }, dense2: { rate: 2 }, dense3: { rate: 0.25 } }

/** ‖w_in‖² + b² and ‖w_out‖² of the first hidden layer of {@link three}, [6, 12] with biases and [12, 9]. */
function squaresOf(list: ArrayLike<number>): { incoming: Float64Array; outgoing: Float64Array } {
  const [incoming, outgoing] = [new Float64Array(12), new Float64Array(12)]
  for (let k = 0; k < 12; k++) {
    for (let i = 0; i <= 6; i++) incoming[k] += list[12 * i + k] ** 2
    for (let j = 0; j < 9; j++) outgoing[k] += list[7 * 12 + 9 * k + j] ** 2
  }
  return { incoming, outgoing }
}

/** Ends at the δ that is measured, and says what moved it. */
function expectMeasured(made: Network, { ledger, parameters, start }: Awaited<ReturnType<typeof trained>>): void {
  const [before, measured] = [start, parameters].map((list) => balanceOf(made, list).pairs)
  expect(ledger.pairs).toHaveLength(measured.length)
  for (const [p, pair] of ledger.pairs.entries()) {
    const { incoming, outgoing, delta } = measured[p]
    expect([pair.from, pair.to]).toEqual([measured[p].from, measured[p].to])
    // Float32's rounding: 0.8e-6 of the largest ‖w‖² after 60 steps is the most that was seen.
    const size = Math.max(...incoming, ...outgoing, ...before[p].incoming, ...before[p].outgoing)
    for (let k = 0; k < delta.length; k++) {
      expect(Math.abs(pair.delta[k] - delta[k])).toBeLessThan(2e-6 * size)
      const whole = before[p].delta[k] + pair.steps[k] + pair.decay[k] + pair.momentum[k]
      expect(Math.abs(pair.delta[k] - whole)).toBeLessThan(1e-12 * size)
    }
    // It says something: δ has moved by hundreds of times as much.
    const moved = delta.reduce((most, now, k) => Math.max(most, Math.abs(now - before[p].delta[k])), 0)
    expect(moved).toBeGreaterThan(5e-4 * size)
  }
}

describe.each(['relaxed', 'simd', 'cpu'] as const)('the ledger of δ along training, %s,', (path) => {
  it.each(RULES)('ends at the δ that is measured, with %s', async (_, options) => {
    for (const made of path === 'cpu' ? [three] : [three, rows, linear])
      expectMeasured(made, await trained(made, options, path))
  })

  it('has layers that learn at different rates, where nothing decays', async () => {
    const { ledger, parameters } = await trained(three, { momentum: 0.9, layers: APART }, path)
    const rates = [0.5, 2, 0.25]
    for (const [p, pair] of neuronPairs(neuronChains(three).chains).entries()) {
      const [incoming, outgoing] = [new Float64Array(pair.from.units), new Float64Array(pair.from.units)]
      addSquares(pair, parameters, incoming, outgoing)
      const [into, out] = [rates[p], rates[p + 1]]
      const size = Math.max(...incoming, ...outgoing)
      for (let k = 0; k < incoming.length; k++)
        expect(Math.abs(ledger.pairs[p].delta[k] - (into * outgoing[k] - out * incoming[k]))).toBeLessThan(4e-6 * size)
    }
  })
})

describe('the ledger of δ', () => {
  const { parameters } = randomState(three)

  it.each(VARIANTS)('goes through filters, pools and a flattened image, %s', async (path) => {
    const start = startOf(images, randomStream(4, 'student'))
    expectMeasured(images, await trained(images, { momentum: 0.9, weightDecay: 0.05 }, path, start))
  })

  it('gives each cause what it does alone', async () => {
    const decay = (await trained(three, { weightDecay: 0.05, decay: 'decoupled' }, 'simd')).ledger.pairs[0]
    expect(decay.momentum.every((share) => Math.abs(share) < 1e-12)).toBe(true)
    expect(decay.decay.some((share) => Math.abs(share) > 1e-3)).toBe(true)
    const plain = (await trained(three, {}, 'simd')).ledger.pairs[0]
    expect(plain.decay.every((share) => share === 0)).toBe(true)
    const momentum = (await trained(three, { momentum: 0.9 }, 'simd')).ledger.pairs[0]
    expect(momentum.decay.every((share) => share === 0)).toBe(true)
    expect(momentum.momentum.some((share) => Math.abs(share) > 1e-3)).toBe(true)
  })

  it.each([...RULES, ['rates that differ', { momentum: 0.9, layers: APART }] as const])(
    'has in steps, decay and momentum what their sums over gradients say, with %s',
    async (_, options: SgdOptions) => {
      const { momentum = 0, weightDecay: lambda = 0, decay = 'gradient', layers = {} } = options
      const [into, out] = [layers.dense1?.rate ?? 1, layers.dense2?.rate ?? 1]
      const through = decay === 'gradient' && momentum > 0
      const optimizer = sgd(options)
      const state = randomState(three, optimizer.slots)
      const trainer = await trainerOn('simd', trainingOf(three, { optimizer, batch: 16 }), state)
      const ledger = networkLedger(three, optimizer, state.parameters)
      const data = randomStream(7, 'data')
      const velocity = new Float64Array(three.size)
      const [steps, shrunk] = [new Float64Array(12), new Float64Array(12)]
      let size = 0
      for (let step = 0; step < 20; step++) {
        const rate = 0.06 * (1 + Math.cos(step / 20))
        const batch = randomBatch(three, 16, data)
        const { parameters } = await trainer.state()
        for (const [p, g] of (await trainer.gradient(batch)).entries())
          velocity[p] = momentum * velocity[p] + g + (through ? lambda * parameters[p] : 0)
        const [weights, moves] = [squaresOf(parameters), squaresOf(velocity)]
        // Layers of one rate have the plain δ; of different rates each matrix' square counts by the other's rate.
        const [a, w] = into === out ? [1, 1] : [out, into]
        for (let k = 0; k < 12; k++) {
          const delta = w * weights.outgoing[k] - a * weights.incoming[k]
          const square = w * (rate * out) ** 2 * moves.outgoing[k] - a * (rate * into) ** 2 * moves.incoming[k]
          steps[k] += square
          shrunk[k] += (through ? -2 * rate * into * lambda : (1 - rate * into * lambda) ** 2 - 1) * delta
          size = Math.max(size, weights.outgoing[k] + weights.incoming[k])
        }
        await trainer.step(batch, rate)
        ledger.step(rate, await trainer.direction())
      }
      trainer.close()
      const [pair] = ledger.pairs
      expect(apart(pair.steps, steps)).toBeLessThan(1e-5)
      if (lambda === 0) expect(pair.decay.every((share) => share === 0)).toBe(true)
      else expect(apart(pair.decay, shrunk)).toBeLessThan(1e-5)
      const carried = pair.momentum.reduce((most, share) => Math.max(most, Math.abs(share)), 0)
      if (momentum === 0) expect(carried).toBeLessThan(1e-12 * size)
      else expect(carried).toBeGreaterThan(1e-3)
    },
  )

  it('refuses optimizers that have no law, and says what to do', () => {
    expect(() => networkLedger(three, sgd({ momentum: 0.9, nesterov: true }), parameters)).toThrow(
      "the optimizer is Nesterov's: sgd without Nesterov is accepted, for others δ follows no law of norms; measure it with balanceOf",
    )
    const adamW = { ...sgd(), kind: 'adam', settings: { beta1: 0.9 } }
    expect(() => networkLedger(three, adamW, parameters)).toThrow(
      'the optimizer is adam: sgd without Nesterov is accepted',
    )
  })

  it('leaves out pairs whose layers decay differently or do not learn', () => {
    const optimizer = sgd({ weightDecay: 0.1, layers: { dense1: { weightDecay: 0 }, dense3: { rate: 0 } } })
    const { pairs, skipped } = networkLedger(three, optimizer, parameters)
    expect(pairs).toEqual([])
    expect(skipped).toEqual([
      { layer: 'dense1 to dense2', reason: 'they have different weight decay: norms do not suffice' },
      { layer: 'dense2 to dense3', reason: 'one of them does not learn' },
    ])
    const rates = networkLedger(three, sgd({ weightDecay: 0.1, layers: { dense1: { rate: 2 } } }), parameters)
    expect(rates.skipped).toEqual([
      { layer: 'dense1 to dense2', reason: 'they decay at different rates: norms do not suffice' },
    ])
  })

  it('refuses lists of another network', () => {
    expect(() => networkLedger(three, sgd(), [1])).toThrow('parameters has length 1')
    expect(() => networkLedger(three, sgd(), parameters).step(0.1, [1])).toThrow('direction has length 1')
  })

  it.each<[string, () => unknown, string]>([
    [
      'an uncalled optimizer',
      () => networkLedger(three, sgd as never, parameters),
      'optimizer is the function sgd, not',
    ],
    [
      'settings of a layer that is not there',
      () => networkLedger(three, sgd({ layers: { fc9: { rate: 2 } } }), parameters),
      'the optimizer has settings for fc9: dense1, dense2, dense3 are layers with parameters',
    ],
    ['no network', () => networkLedger([] as never, sgd(), parameters), 'network is []: a network, as network()'],
    [
      'a state in place of parameters',
      () => networkLedger(three, sgd(), randomState(three) as never),
      'parameters is of type Object: a list of numbers is accepted',
    ],
    [
      'parameters that are not finite',
      () =>
        networkLedger(
          three,
          sgd(),
          parameters.map(() => Number.NaN),
        ),
      'parameters[0] is NaN: a finite number is accepted',
    ],
  ])('is refused for %s', (_, open, message) => {
    expect(open).toThrow(new RegExp(`^${message.replace(/[[\]().]/g, '\\$&')}`))
  })

  it('stays as it is where a step is refused, in its own words', () => {
    const ledger = networkLedger(three, sgd({ momentum: 0.9 }), parameters)
    const before = ledger.pairs
    const late = Float32Array.from({ length: three.size }, (_, p) => (p === three.size - 4 ? Number.NaN : 1))
    expect(() => ledger.step(0.1, late)).toThrow(
      'direction at dense2 to dense3 is NaN: a list of finite numbers is accepted',
    )
    for (const rate of [Number.NaN, -1, '0.1', undefined])
      expect(() => ledger.step(rate as never, parameters)).toThrow(/^learningRate is .*: a number of at least 0 is/)
    expect(ledger.pairs).toEqual(before)
    ledger.step(0, parameters)
    expect(ledger.pairs.map(({ delta }) => delta)).toEqual(before.map(({ delta }) => delta))
  })
})

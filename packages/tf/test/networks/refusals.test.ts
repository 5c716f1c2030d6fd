import { randomStream } from '@lazyrich/core/random'
import { describe, expect, it } from 'vitest'
import { TfError } from '../../src/errors.ts'
import * as layers from '../../src/layers/index.ts'
import * as networks from '../../src/networks.ts'
import { freshState, type Layer, networkModules, openTrainer, sgd } from '../../src/networks.ts'
import type { Planning } from '../../src/planning/planning.ts'
import { openFast } from '../../src/trainers/fast.ts'
import { untyped } from '../support/untyped.ts'

const { constant, convolution, normal, oneHot, relu, residual } = layers
const dense = untyped(layers.dense)
const network = untyped(networks.network)
const startOf = untyped(networks.startOf)
const vector = { axes: [4] }
const small = network(vector, [dense(3)])
const random = randomStream(1, 'student')

const filled = (_: unknown, into: Float32Array) => void into.fill(Number.NaN)

/** A layer that changes nothing, but for what is said of it. */
function own(changed: object): Layer {
  return {
    kind: 'own',
    settings: {},
    homogeneity: 'linear',
    shape: (x) => x,
    forward: (_, x) => x,
    plan: (_, x) => x,
    ...changed,
  }
}

const ofNetworks: readonly [() => unknown, string][] = [
  [
    () => network({ axes: [2, 28, 28] }, [convolution(4, { kernel: 3 })]),
    'layer convolution1: its input is [2, 28, 28]: images at least as large as the kernel of 3 × 3 are accepted (channels come last)',
  ],
  [() => untyped(networks.classesOf)({}), 'network.output is missing: an object of axes, tokens is accepted'],
  [() => untyped(networks.leavesOf)(small), "layers is of type Object: a network's list of layers is accepted"],
  [
    () => network(vector, [dense(3, { start: () => 0.1 })]),
    'layer dense1: dense.start(4) is 0.1: a start, such as normal(1), is accepted',
  ],
  [
    () => network({ axes: [4], token: 3 }, [dense(3)]),
    'network.input.token is unknown (did you mean tokens?): axes, tokens are accepted',
  ],
  [
    () => network({ axis: [4] }, [dense(3)]),
    'network.input.axis is unknown (did you mean axes?): axes, tokens are accepted',
  ],
  [() => network([4], [dense(3)]), 'network.input is [4]: an object of axes, tokens is accepted'],
  [() => network(4, [dense(3)]), 'network.input is 4: an object of axes, tokens is accepted'],
  [() => network(null, [dense(3)]), 'network.input is null: an object of axes, tokens is accepted'],
  [
    () => network({ axes: ['4'] }, [dense(3)]),
    'network.input.axes is ["4"]: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () => network({ axes: 4 }, [dense(3)]),
    'network.input.axes is 4: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () => network({ axes: [4], tokens: '7' }, [oneHot()]),
    'network.input.tokens is "7": a whole number of at least 1 is accepted',
  ],
  [
    () => network({ axes: [4], tokens: 2.5 }, [oneHot()]),
    'network.input.tokens is 2.5: a whole number of at least 1 is accepted',
  ],
  [
    () => network({ axes: [4], tokens: 0 }, [oneHot()]),
    'network.input.tokens is 0: a whole number of at least 1 is accepted',
  ],
  [() => network(vector, dense(2)), 'network.layers is of type Object: a list of layers is accepted'],
  [() => network(vector), 'network.layers is missing: a list of layers is accepted'],
  [
    () => network(vector, [relu]),
    'network.layers[0] is the function relu, not called: a layer, such as relu(), is accepted',
  ],
  [() => network(vector, ['dense']), 'network.layers[0] is "dense": a layer, such as relu(), is accepted'],
  [() => network(vector, [dense(2), null]), 'network.layers[1] is null: a layer, such as relu(), is accepted'],
  [() => network(vector, Array(1)), 'network.layers[0] is missing: a layer, such as relu(), is accepted'],
  [() => network(vector, [[dense(2)]]), 'network.layers[0] is a list: a layer, such as relu(), is accepted'],
  [() => network(vector, [small]), 'network.layers[0] is a network: a layer, such as relu(), is accepted'],
  [
    () => network(vector, [{}]),
    'network.layers[0].kind is missing: a text that is not empty, nor __proto__, is accepted',
  ],
  [
    () => network(vector, [() => relu()]),
    'network.layers[0] is a function, not called: a layer, such as relu(), is accepted',
  ],
  [
    () => network({ axes: [3, 32, 32] }, [convolution(4, { kernel: 5 })]),
    'layer convolution1: its input is [3, 32, 32]: images at least as large as the kernel of 5 × 5 are accepted (channels come last)',
  ],
  [
    () => network({ axes: [4, 9, 1] }, [convolution(4, { kernel: 5 })]),
    'layer convolution1: its input is [4, 9, 1]: images at least as large as the kernel of 5 × 5 are accepted',
  ],
]

const ofLayers: readonly [() => unknown, string][] = [
  [
    () => network(vector, [residual([own({ kind: undefined })])]),
    'residual.body[0].kind is missing: a text that is not empty, nor __proto__, is accepted',
  ],
  [
    () => network(vector, [own({ homogeneity: 'homogenous' })]),
    'network.layers[0].homogeneity is "homogenous" (did you mean homogeneous?): homogeneous, linear, other are accepted',
  ],
  [
    () => network(vector, [own({ homogeneity: undefined })]),
    'network.layers[0].homogeneity is missing: homogeneous, linear, other are accepted',
  ],
  [
    () => network(vector, [own({ kind: '' })]),
    'network.layers[0].kind is "": a text that is not empty, nor __proto__, is accepted',
  ],
  [
    () => network(vector, [own({ settings: undefined })]),
    'network.layers[0].settings is missing: an object of plain values is accepted',
  ],
  [
    () => network(vector, [own({ settings: { a: {} } })]),
    'network.layers[0].settings.a is of type Object: a number, a text, true, false or a list of numbers is accepted',
  ],
  [() => network(vector, [own({ shape: undefined })]), 'network.layers[0].shape is missing: a function is accepted'],
  [() => network(vector, [own({ forward: 3 })]), 'network.layers[0].forward is 3: a function is accepted'],
  [() => network(vector, [own({ plan: 3 })]), 'network.layers[0].plan is 3: a function, or none, is accepted'],
  [
    () => network(vector, [own({ parameter: 3 })]),
    'network.layers[0].parameter is unknown (did you mean parameters?): kind, name, settings, parts, homogeneity, normalizes, shape, fewest, parameters, statistics, forward, plan are accepted',
  ],
  [
    () => network(vector, [own({ shape: () => undefined })]),
    'layer own1: its output is missing: an object of axes, tokens is accepted',
  ],
  [
    () => network(vector, [own({ shape: () => ({ axes: [-4] }) })]),
    'layer own1: its output.axes is [-4]: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () =>
      network(vector, [
        own({
          shape: () => {
            throw new Error('oh')
          },
        }),
      ]),
    'layer own1: oh',
  ],
  [
    () =>
      network(vector, [
        own({
          shape: () => {
            throw 'oh'
          },
        }),
      ]),
    'layer own1: oh',
  ],
  [
    () => network(vector, [own({ parameters: () => [{ name: 'a', shape: [2], role: 'gain', start: constant(0) }] })]),
    'layer own1: parameters[0].role is "gain": weight, bias are accepted',
  ],
  [
    () =>
      network(vector, [
        own({
          parameters: () => [
            { name: 'a', shape: [2], role: 'bias', start: constant(0) },
            { name: 'a', shape: [2], role: 'bias', start: constant(0) },
          ],
        }),
      ]),
    'layer own1: parameters[1].name is "a": a name that no other of them has is accepted',
  ],
  [
    () => network(vector, [own({ parameters: () => [{ name: 'a', shape: [2.5], role: 'bias', start: constant(0) }] })]),
    'layer own1: parameters[0].shape is [2.5]: a list of whole numbers of at least 1 is accepted',
  ],
  [
    () => network(vector, [own({ parameters: () => [{ name: 'a', shape: [2], role: 'bias', start: 0 }] })]),
    'layer own1: parameters[0].start is 0: a start, such as normal(1), is accepted',
  ],
  [
    () => network(vector, [own({ parameters: () => ({}) })]),
    'layer own1: parameters is of type Object: a list is accepted',
  ],
  [
    () => network(vector, [own({ statistics: () => [{ name: 'a', shape: [2], start: constant(0) }] })]),
    'layer own1: statistics[0].start is a function: a finite number is accepted',
  ],
  [
    () => network(vector, [own({ fewest: () => 0 })]),
    'layer own1: fewest is 0: a whole number of at least 1 is accepted',
  ],
  [
    () => network(vector, [own({ parts: [dense(2)] })]),
    'network.layers[0].parts[0] is of type Object: a list of layers is accepted',
  ],
  [() => network(vector, [own({ parts: 3 })]), 'network.layers[0].parts is 3: a list of lists of layers is accepted'],
  [
    () => network(vector, [own({ name: 3 })]),
    'network.layers[0].name is 3: a text that is not empty, nor __proto__, is accepted',
  ],
]

const ofStarts: readonly [() => unknown, string][] = [
  [
    () => startOf(network(vector, [dense(3), dense(2)]), random, { alpha: 1e-300 }),
    'layer dense1: the start of weight for alpha = 1e-300[0] is -Infinity: a finite number is accepted',
  ],
  [() => startOf(small, random, { alfa: 3 }), 'startOf.alfa is unknown: alpha, preserveFunction are accepted'],
  [() => startOf(small, random, 3), 'startOf is 3: an object of alpha, preserveFunction is accepted'],
  [
    () => startOf(small),
    'startOf.random is missing: a stream of random numbers, such as randomStream(seed, name), is accepted',
  ],
  [
    () => startOf(small, 0),
    'startOf.random is 0: a stream of random numbers, such as randomStream(seed, name), is accepted',
  ],
  [
    () => startOf(small, Math.random),
    'startOf.random is a function: a stream of random numbers, such as randomStream(seed, name), is accepted',
  ],
  [() => startOf(dense(3), random), 'network is of type Object: a network, as network() gives it, is accepted'],
  [() => startOf(small, random, { alpha: '2' }), 'startOf.alpha is "2": a number above 0 is accepted'],
  [() => startOf(small, random, { preserveFunction: 1 }), 'startOf.preserveFunction is 1: true or false is accepted'],
  [
    () => startOf(network(vector, [dense(3e8)]), random),
    'the network has 1500000000 parameters, 5.59 GiB, and no memory for them: 4 GiB are the most that are accepted (weight of layer dense1 is [4, 300000000])',
  ],
  [
    () => startOf(network(vector, [dense(1e10)]), random),
    'the network has 50000000000 parameters, 186 GiB, and no memory for them: 4 GiB are the most that are accepted (weight of layer dense1 is [4, 10000000000])',
  ],
  [
    () => startOf(network(vector, [dense(1e300)]), random),
    'the network has 5e+300 parameters, 1.86e+292 GiB, and no memory for them: 4 GiB are the most that are accepted (weight of layer dense1 is [4, 1e+300])',
  ],
  [() => startOf(small, random, null), 'startOf is null: an object of alpha, preserveFunction is accepted'],
  [
    () =>
      startOf(
        network(vector, [own({ parameters: () => [{ name: 'a', shape: [2], role: 'bias', start: filled }] })]),
        random,
      ),
    'layer own1: the start of a[0] is NaN: a finite number is accepted',
  ],
  [
    () =>
      startOf(
        network(vector, [own({ parameters: () => [{ name: 'a', shape: [2], role: 'bias', start: () => normal(1) }] })]),
        random,
      ),
    'layer own1: the start of a gives a function: one that fills its list is accepted',
  ],
  [
    () =>
      startOf(
        network(vector, [
          own({
            parameters: () => [
              {
                name: 'a',
                shape: [2],
                role: 'bias',
                start: () => {
                  throw new Error('oh')
                },
              },
            ],
          }),
        ]),
        random,
      ),
    'layer own1: oh',
  ],
]

describe('what is wrong with a network', () => {
  it.each([...ofNetworks, ...ofLayers])('is said where it is made: $1', (make, message) => {
    expect(make).toThrow(new TfError(message))
  })

  it.each(ofStarts)('is said where it starts: $1', (make, message) => {
    expect(make).toThrow(new TfError(message))
  })
})

const ofPlans: readonly [string, object, string][] = [
  [
    'none',
    { plan: undefined },
    "layer own1: it has no plan for WebAssembly of our own: it trains on the backends of TensorFlow.js alone, such as openTrainer(…, 'cpu')",
  ],
  [
    'one that fails',
    {
      plan: () => {
        throw new RangeError('no such kernel')
      },
    },
    'layer own1: no such kernel',
  ],
  [
    'one that gives nothing',
    { plan: () => undefined },
    'layer own1: what its plan gives is missing: a value, such as on.value(on.output), is accepted',
  ],
  [
    'one of another shape',
    { plan: (on: Planning) => on.value({ axes: [3] }) },
    'layer own1: its plan gives [3]: [4], as its shape says, is accepted',
  ],
  [
    'one without a step',
    { plan: (on: Planning) => on.value(on.output) },
    'layer own1: its plan adds no step: one that writes its outputs is accepted',
  ],
  [
    'one that only goes forward',
    {
      plan: (on: Planning) => {
        on.add({ forward() {} })
        return on.value(on.output)
      },
    },
    'layer own1: its steps have no backward: one that writes the gradient of its input is accepted',
  ],
  [
    'one without the gradient of a parameter',
    { parameters: () => [{ name: 'gain', shape: [4], role: 'weight', start: constant(1) }] },
    "no step writes the gradient of own1's gain: a slope for each parameter, which the step's parameters name, is accepted",
  ],
]

describe("a layer's plan", () => {
  it.each(ofPlans)('that is %s is refused before anything is computed', async (_, changed, message) => {
    const trained = network(vector, [dense(4), residual([own(changed)])])
    const training = { network: trained, loss: 'mean-square', optimizer: sgd(), batch: 2 } as const
    const modules = await networkModules()
    expect(() => openFast(modules, training, freshState(training, startOf(trained, random)))).toThrow(
      new TfError(message),
    )
  })

  it.each([
    [
      'going forward',
      {
        forward() {
          throw new Error('broken')
        },
      },
    ],
    [
      'going backward',
      {
        forward() {},
        backward() {
          throw new Error('broken')
        },
      },
    ],
    [
      'summing up',
      {
        forward() {},
        backward() {},
        slope() {
          throw new Error('broken')
        },
      },
    ],
  ])('has its name in front of an error in %s', async (_, step) => {
    const plan = (on: Planning) => {
      on.add({ backward() {}, ...step })
      return on.value(on.output)
    }
    const trained = network(vector, [dense(4), residual([own({ plan })])])
    const training = { network: trained, loss: 'mean-square', optimizer: sgd(), batch: 2 } as const
    const trainer = openFast(await networkModules(), training, freshState(training, startOf(trained, random)))
    const batch = { inputs: new Float32Array(8), labels: [0, 1], count: 2 }
    expect(() => trainer.step(batch, 0.1)).toThrow(new TfError('layer own1: broken'))
  })
})

describe('a layer without a plan', () => {
  const training = (layer: Layer) =>
    ({
      network: network(vector, [dense(4), residual([layer])]),
      loss: 'mean-square',
      optimizer: sgd(),
      batch: 2,
    }) as const
  const batch = { inputs: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8), labels: [0, 1], count: 2 }

  it('trains on backends of TensorFlow.js', async () => {
    const without = training(own({ plan: undefined }))
    const { trainer } = await openTrainer(without, freshState(without, startOf(without.network, random)), 'cpu')
    expect(await trainer.step(batch, 0.1)).toBeGreaterThan(0)
    trainer.close()
  })

  it('has its name in front of an error in its general path', async () => {
    const broken = training(
      own({
        plan: undefined,
        forward: () => {
          throw new Error('broken')
        },
      }),
    )
    const { trainer } = await openTrainer(broken, freshState(broken, startOf(broken.network, random)), 'cpu')
    await expect(trainer.step(batch, 0.1)).rejects.toThrow(new TfError('layer own1: broken'))
    trainer.close()
  })
})

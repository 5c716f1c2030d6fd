import { describe, expect, test } from 'vitest'
import { convertFlowTime, LazyrichError, type Loss } from '../../src/index.ts'
import {
  type DataProblem,
  downstreamLimit,
  equalDeltaCurve,
  equalDeltaSurface,
  escapeTime,
  exactNeuron,
  flowNeuron,
  implicitBiasMinimizer,
  interpolatingLimit,
  mirrorPotential,
  type Neuron,
  neuronDataFlow,
  neuronDelta,
  neuronFate,
  neuronFromBeta,
  neuronKernel,
  neuronKernelDistance,
  neuronKernelMeasures,
  neuronObservables,
  neuronOutputs,
  neuronPreconditioner,
  neuronPreconditionerOfBeta,
  neuronRegime,
  neuronWhitenedFlow,
  plateauLength,
  separatingSurface,
  timeToLoss,
  upstreamLimit,
  type WhitenedProblem,
} from '../../src/single-neuron/index.ts'

const start = { a0: -0.1, w0: [0.6, -0.5] }
const whitened = { ...start, target: [1, -2] }
const data = { ...start, X: [1, 2, -1, 0.5, 0.3, 0.3], y: [1, -2, 0.5] }
const neuron = { a: 1.5, w: [0.6, -0.4] }
const bias = { X: [0.5, 1], y: [1.1], beta0: [0.4, 0.05], delta: 0.3 }

const velocity = (flow: ReturnType<typeof neuronDataFlow>): Float64Array => {
  const into = new Float64Array(3)
  flow(0, Float64Array.of(0.4, 0.2, -0.5), into)
  return into
}

describe('learning rates given as one number are those of both layers, bit for bit', () => {
  type Rated = { readonly learningRate: WhitenedProblem['learningRate'] }
  test.each<[string, (rated: Rated) => unknown]>([
    ['neuronDelta', (rated) => neuronDelta({ ...neuron, ...rated })],
    ['neuronFromBeta', (rated) => neuronFromBeta([0.3, -0.4], -0.7, rated)],
    ['exactNeuron', (rated) => exactNeuron({ ...whitened, ...rated }).at([0, 0.3, 5])],
    ['the rate of exactNeuron', (rated) => exactNeuron({ ...whitened, ...rated }).rate],
    ['flowNeuron', (rated) => flowNeuron({ ...data, ...rated }, [0.1, 3])],
    ['neuronDataFlow', (rated) => velocity(neuronDataFlow({ X: data.X, y: data.y, ...rated }))],
    ['neuronWhitenedFlow', (rated) => velocity(neuronWhitenedFlow({ target: whitened.target, ...rated }))],
    ['neuronFate', (rated) => neuronFate({ ...data, ...rated })],
    ['interpolatingLimit', (rated) => interpolatingLimit({ ...data, ...rated }, -1)],
    ['implicitBiasMinimizer', (rated) => implicitBiasMinimizer({ ...bias, ...rated })],
    ['mirrorPotential', (rated) => mirrorPotential([0.3, -0.4], -0.7, rated)],
    ['neuronRegime', (rated) => neuronRegime([1, -2], -0.7, rated)],
    ['separatingSurface', (rated) => separatingSurface(-0.7, [1, -2], rated).curve([-1, 0, 2])],
    ['escapeTime', (rated) => escapeTime({ ...whitened, ...rated })],
    ['plateauLength', (rated) => plateauLength({ ...whitened, ...rated })],
    ['timeToLoss', (rated) => timeToLoss({ ...whitened, ...rated }, 1e-3)],
    ['neuronKernel', (rated) => neuronKernel({ ...neuron, ...rated }, data.X)],
    ['neuronKernelDistance', (rated) => neuronKernelDistance({ ...data, ...rated })({ ...neuron, ...rated })],
    ['neuronKernelMeasures', (rated) => neuronKernelMeasures({ ...data, ...rated })(neuron)],
    ['neuronObservables', (rated) => neuronObservables({ ...neuron, ...rated }, [1, -2])],
    ['neuronPreconditioner', (rated) => neuronPreconditioner({ ...neuron, ...rated })],
    ['neuronPreconditionerOfBeta', (rated) => neuronPreconditionerOfBeta([0.3, -0.4], -0.7, rated)],
    ['equalDeltaCurve', (rated) => equalDeltaCurve(-0.7, 2, 5, rated)],
    ['equalDeltaSurface', (rated) => equalDeltaSurface(-0.7, 2, { along: 3, around: 4 }, rated)],
  ])('%s', (_name, call) => {
    const one = call({ learningRate: 0.3 })
    expect(one).toEqual(call({ learningRate: { a: 0.3, w: 0.3 } }))
    expect(one).not.toEqual(call({ learningRate: undefined }))
    expect(call({ learningRate: 1 })).toEqual(call({ learningRate: undefined }))
    for (const wrong of [
      0,
      -1,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '1',
      null,
      true,
      [1, 1],
      { a: 1 },
      { a: 1, W: 2 },
    ])
      expect(() => call({ learningRate: wrong as number })).toThrow(LazyrichError)
  })
})

describe('the loss stands in the problem', () => {
  const losses: Loss[] = ['half-sum', 'mean', 'half-mean']

  test.each(losses)('%s sets the unit of time as convertFlowTime says', (loss) => {
    const times = [0, 0.2, 2, 7]
    const halfSum = times.map((time) => convertFlowTime(time, loss, 'half-sum', data.y.length))
    expect(flowNeuron({ ...data, loss }, times)).toEqual(flowNeuron(data, halfSum))
  })

  test.each(losses)('%s sets the speed of the right-hand side', (loss) => {
    const { X, y } = data
    const scale = convertFlowTime(1, loss, 'half-sum', y.length)
    const [given, plain] = [velocity(neuronDataFlow({ X, y, loss })), velocity(neuronDataFlow({ X, y }))]
    given.forEach((entry, i) => {
      expect(entry).toBeCloseTo(scale * plain[i], 14)
    })
  })

  test.each(losses)('%s leaves the end where it is', (loss) => {
    expect(neuronFate({ ...data, loss })).toEqual(neuronFate(data))
  })

  test.each<[string, (problem: WhitenedProblem) => unknown]>([
    ['exactNeuron', exactNeuron],
    ['escapeTime', escapeTime],
    ['plateauLength', plateauLength],
    ['timeToLoss', (problem) => timeToLoss(problem, 1e-3)],
    ['neuronKernelMeasures', neuronKernelMeasures],
    ['neuronWhitenedFlow', neuronWhitenedFlow],
  ])('of a target it can only be half-sum: %s', (_name, call) => {
    expect(() => call({ ...whitened, loss: 'half-sum' })).not.toThrow()
    expect(() => call({ ...whitened, loss: 'mean' as 'half-sum' })).toThrow(
      new LazyrichError(
        'loss is "mean": half-sum (a target has no number of samples; convertFlowTime converts times) is accepted',
      ),
    )
  })

  test('and an unknown one is refused wherever data are given', () => {
    const wrong = { ...data, loss: 'means' as 'mean' }
    const said = 'loss is "means" (did you mean mean?): half-sum, mean or half-mean is accepted'
    expect(() => flowNeuron(wrong, [1])).toThrow(said)
    expect(() => neuronDataFlow(wrong)).toThrow(said)
    expect(() => neuronFate(wrong)).toThrow(said)
    expect(() => neuronKernelMeasures(wrong)).toThrow(said)
  })

  test.each(['loss', 'learningRate'])('not in options: %s there is refused, with where it stands', (name) => {
    expect(() => flowNeuron(data, [1], { [name]: 'mean' })).toThrow(
      `options.${name} is unknown (${name} stands in the problem, network or data): rtol, atol, maxSteps or signal is accepted`,
    )
  })
})

describe('a misspelled field is refused with the nearest name', () => {
  const wrong = { learningrate: 2 }
  const hint = 'learningrate is unknown (did you mean learningRate?)'
  test.each<[string, () => unknown, string]>([
    ['neuronDelta', () => neuronDelta({ ...neuron, ...wrong }), `neuron.${hint}`],
    ['neuronOutputs', () => neuronOutputs({ ...neuron, ...wrong }, [1, 2]), `neuron.${hint}`],
    ['neuronKernel', () => neuronKernel({ ...neuron, ...wrong }, [1, 2]), `neuron.${hint}`],
    ['neuronObservables', () => neuronObservables({ ...neuron, ...wrong }, [1, 2]), `neuron.${hint}`],
    ['neuronPreconditioner', () => neuronPreconditioner({ ...neuron, ...wrong }), `neuron.${hint}`],
    ['exactNeuron', () => exactNeuron({ ...whitened, ...wrong }), `problem.${hint}`],
    ['flowNeuron', () => flowNeuron({ ...data, ...wrong }, [1]), `problem.${hint}`],
    ['neuronFate', () => neuronFate({ ...data, ...wrong }), `problem.${hint}`],
    ['interpolatingLimit', () => interpolatingLimit({ ...data, ...wrong }, 1), `problem.${hint}`],
    ['escapeTime', () => escapeTime({ ...whitened, ...wrong }), `problem.${hint}`],
    ['timeToLoss', () => timeToLoss({ ...whitened, ...wrong }, 1), `problem.${hint}`],
    ['neuronKernelDistance', () => neuronKernelDistance({ ...start, ...wrong }), `problem.${hint}`],
    ['its neuron', () => neuronKernelDistance(start)({ ...neuron, ...wrong }), `neuron.${hint}`],
    ['neuronKernelMeasures', () => neuronKernelMeasures({ ...data, ...wrong }), `problem.${hint}`],
    ['neuronDataFlow', () => neuronDataFlow({ ...data, ...wrong }), `problem.${hint}`],
    ['neuronWhitenedFlow', () => neuronWhitenedFlow({ ...whitened, ...wrong }), `problem.${hint}`],
    ['implicitBiasMinimizer', () => implicitBiasMinimizer({ ...bias, ...wrong }), `problem.${hint}`],
    ['neuronFromBeta', () => neuronFromBeta([1], 1, wrong as object), `options.${hint}`],
    ['neuronRegime', () => neuronRegime([1], 1, wrong as object), `options.${hint}`],
    ['mirrorPotential', () => mirrorPotential([1], 1, wrong as object), `options.${hint}`],
    ['separatingSurface', () => separatingSurface(-1, [1, 2], wrong as object), `options.${hint}`],
    ['equalDeltaCurve', () => equalDeltaCurve(1, 1, 3, wrong as object), `options.${hint}`],
    [
      'flowNeuron’s options',
      () => flowNeuron(data, [1], { maxStep: 3 } as object),
      'options.maxStep is unknown (did you mean maxSteps?)',
    ],
    [
      'rates',
      () => neuronDelta({ ...neuron, learningRate: { a: 1, w: 1, W: 2 } as { a: number; w: number } }),
      'learningRate.W is unknown (did you mean w?): a or w is accepted',
    ],
  ])('%s', (_name, call, said) => {
    expect(call).toThrow(LazyrichError)
    expect(call).toThrow(said)
  })

  test('but what belongs to the owner of the problem may stand beside it', () => {
    const owned = { name: 'mine', tag: 3, times: [1], delta: 2, basin: 1, seed: 4, results: {} }
    expect(exactNeuron({ ...whitened, ...owned }).delta).toBe(exactNeuron(whitened).delta)
    expect(flowNeuron({ ...data, ...owned }, [1])).toEqual(flowNeuron(data, [1]))
    expect(neuronDelta({ ...neuron, ...owned })).toBe(neuronDelta(neuron))
    expect(upstreamLimit({ ...bias, ...owned })).toEqual(upstreamLimit(bias))
    expect(downstreamLimit({ ...bias, ...owned })).toEqual(downstreamLimit(bias))
  })
})

test.each<[string, (given: never) => unknown, string]>([
  ['exactNeuron', exactNeuron, 'problem'],
  ['flowNeuron', (given: DataProblem) => flowNeuron(given, [1]), 'problem'],
  ['neuronKernelDistance', neuronKernelDistance, 'problem'],
  ['neuronKernelMeasures', neuronKernelMeasures, 'problem'],
  ['neuronFate', neuronFate, 'problem'],
  ['implicitBiasMinimizer', implicitBiasMinimizer, 'problem'],
  ['neuronDelta', (given: Neuron) => neuronDelta(given), 'neuron'],
])('%s takes an object, and says so to a number, null, a list or nothing', (_name, call, argument) => {
  for (const [given, said] of [
    [1, '1'],
    [null, 'null'],
    [[1, 2], 'a list of 2'],
    [undefined, 'missing'],
  ]) {
    expect(() => call(given as never)).toThrow(LazyrichError)
    expect(() => call(given as never)).toThrow(`${argument} is ${said}: an object of`)
  }
})

describe('kernel measures', () => {
  const rated = { ...data, learningRate: { a: 2, w: 0.5 } }

  test('take their rates from the problem, and have the distance of neuronKernelDistance, bit for bit', () => {
    for (const problem of [rated, data]) {
      const measure = neuronKernelMeasures(problem)
      expect(measure(neuron).kernelDistance).toBe(neuronKernelDistance(problem)(neuron))
    }
    expect(neuronKernelDistance(rated)(neuron)).not.toBe(neuronKernelDistance(data)(neuron))
    expect(neuronKernelMeasures(whitened)(neuron).kernelDistance).toBe(neuronKernelDistance(start)(neuron))
  })

  test('refuse a neuron that brings other rates than the start’s', () => {
    const own = { ...neuron, learningRate: { a: 2, w: 0.5 } }
    expect(neuronKernelDistance(rated)(own)).toBe(neuronKernelDistance(rated)(neuron))
    for (const call of [neuronKernelDistance(data), neuronKernelMeasures(data), neuronKernelMeasures(whitened)])
      expect(() => call(own)).toThrow(
        new LazyrichError("learningRate is { a: 2, w: 0.5 }: the start's, { a: 1, w: 1 }, is accepted"),
      )
  })

  test('take data or a target, not both; the distance, which needs no targets, looks at the data', () => {
    const both = { ...data, target: [1, -2] }
    expect(() => neuronKernelMeasures(both)).toThrow('target and X are both given: target, or X and y, is accepted')
    expect(neuronKernelDistance(both)(neuron)).toBe(neuronKernelDistance(data)(neuron))
    expect(neuronKernelDistance({ ...data, loss: 'mean' } as typeof data)(neuron)).toBe(
      neuronKernelDistance(data)(neuron),
    )
  })
})

test('rates are copied: what their owner changes later changes no state', () => {
  const learningRate = { a: 2, w: 0.5 }
  const states = exactNeuron({ ...whitened, learningRate }).at([1])
  const limit = neuronFate({ ...data, learningRate }).limit!
  learningRate.a = 7
  expect(states.at(0).learningRate).toEqual({ a: 2, w: 0.5 })
  expect(limit.learningRate).toEqual({ a: 2, w: 0.5 })
})

test('nobody can change the rates of all problems that give none', () => {
  const { learningRate } = neuronFromBeta([1], 0)
  expect(() => Object.assign(learningRate, { a: 7 })).toThrow(TypeError)
  expect(neuronDelta({ a: 1, w: [1] })).toBe(0)
})

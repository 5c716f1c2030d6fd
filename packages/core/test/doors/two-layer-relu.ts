import { randomStream } from '../../src/random/index.ts'
import * as family from '../../src/two-layer-relu/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array => Float64Array.from(entries)
const network = () => ({ W: f(1, -2, 0.5, 1), a: f(1, -0.5), leak: 0.1, learningRate: { a: 0.5, w: 2 } })
const data = () => ({ X: f(1, 2, -1, 0.5, 3, 1), y: f(1, -1, 2), loss: 'half-mean' }) as const
const other = { W: f(1, -1, 0.5, 2), a: f(1, 0.5), leak: 0.1 }
const base = () => ({ directions: f(1, 0, 0, -1), signs: f(1, -1) })
const control = () => ({ rtol: 1e-4, maxSteps: 20, signal: { aborted: false }, watch: () => {} })
/** A stream where the place of one holds 0. */
const stream = (random: unknown) => (random === 0 ? randomStream(0, 'student') : random) as never
/** What a flow gives, and the network at its first time. */
const withState = (flow: family.ReluFlow) => ({ ...flow, first: flow.at(0) })
const descent = () => family.reluDescent(network() as family.ReluNetwork, data(), 0.1)
const regions = family.activationRegions(network())
const measures = family.reluMeasures(network(), data())

export const twoLayerRelu: readonly Call[] = [
  { name: 'relativeScale', run: family.relativeScale, args: () => [0.5, -1] },
  {
    name: 'mirroredStart',
    run: (random, ...sizes: [number, number]) => family.mirroredStart(stream(random), ...sizes),
    args: () => [0, 4, 2],
    whole: ['1', '2'],
  },
  {
    name: 'randomStart',
    run: (random, ...sizes: [number, number]) => family.randomStart(stream(random), ...sizes),
    args: () => [0, 3, 2],
    whole: ['1', '2'],
  },
  {
    name: 'initializeRelu',
    run: family.initializeRelu,
    args: () => [base(), { tau: 0.5, delta: 1, leak: 0.1, learningRate: { a: 0.5, w: 2 } }],
  },
  { name: 'cloneNetwork', run: family.cloneNetwork, args: () => [network()] },
  { name: 'reluDeltas', run: family.reluDeltas, args: () => [network()] },
  { name: 'reluOutputs', run: family.reluOutputs, args: () => [network(), f(1, 2, 3, 4)] },
  { name: 'availableKernelVariant', run: family.availableKernelVariant, args: () => [] },
  {
    name: 'reluDescent',
    run: (given, ...rest: [never, never, never]) => {
      const { advance, loss, kernelVariant } = family.reluDescent(given, ...rest)
      return { before: loss(), taken: advance(3), after: loss(), kernelVariant, W: given.W, a: given.a }
    },
    args: () => [network(), data(), 0.1, { kernelVariant: 'js' }],
    written: ['0.W', '0.a'],
  },
  { name: 'reluDescent().advance', run: (steps) => descent().advance(steps), args: () => [2], whole: ['0'] },
  {
    name: 'flowRelu, sliding',
    run: (...args: [never, never, never, never]) => withState(family.flowRelu(...args)),
    args: () => [network(), data(), f(0.5, 0, 0.1), { ...control(), solver: 'sliding', atol: 1e-6 }],
    whole: ['3.maxSteps'],
  },
  {
    name: 'flowRelu, stabilized',
    run: (...args: [never, never, never, never]) => withState(family.flowRelu(...args)),
    args: () => [network(), data(), f(0.5, 0, 0.1), { ...control(), solver: 'stabilized' }],
    whole: ['3.maxSteps'],
  },
  {
    name: 'flowRelu().at',
    run: (i) => family.flowRelu(network(), data(), [0, 0.1]).at(i),
    args: () => [1],
    whole: ['0'],
  },
  {
    name: 'reluMeasures',
    run: (...args: [never, never]) => family.reluMeasures(...args)(other),
    args: () => [network(), data()],
  },
  { name: 'reluMeasures()', run: measures, args: () => [network()] },
  { name: 'reluMeasures().inSteps', run: (now) => [...measures.inSteps(now)], args: () => [network()] },
  { name: 'activationPattern', run: family.activationPattern, args: () => [network(), f(1, 2, 3, 4)] },
  { name: 'hammingDistance', run: family.hammingDistance, args: () => [f(1, 0, 0, 1), f(1, 1, 0, 1)] },
  { name: 'activationRegions', run: family.activationRegions, args: () => [network()] },
  { name: 'activationRegions().regionOf', run: regions.regionOf, args: () => [1, -2] },
  { name: 'reluVelocities', run: family.reluVelocities, args: () => [network(), data()] },
  { name: 'reluPreconditioners', run: family.reluPreconditioners, args: () => [network()] },
]

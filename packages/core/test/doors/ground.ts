import * as balance from '../../src/balance/index.ts'
import * as data from '../../src/data/index.ts'
import * as measures from '../../src/measures/index.ts'
import * as random from '../../src/random/index.ts'
import { linearSpaced, logSpaced } from '../../src/spacing.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array<ArrayBuffer> => Float64Array.from(entries)
/** A stream that is one value, not a record of its methods. */
const stream = () => Object.assign(Object.create({}), random.resumeStream([1, 2, 3, 4]))
const inputs = () => f(1, 2, -1, 0, 3, 1)
const white = data.whiten([1, 2, -1, 0, 3, 1], 2)
const drawn = ({ uniform, normal, sign, state }: random.RandomStream) => [uniform(), normal(), sign(), state()]

export const balanceCalls: readonly Call[] = [
  {
    name: 'networkBalance',
    run: balance.networkBalance,
    args: () => [
      [
        { name: 'fc1', weight: f(1, 0, 0, 2), shape: f(2, 2), bias: f(0, 1), groups: 1, activation: 'linear' },
        { name: 'fc2', weight: f(3, 1), shape: f(1, 2) },
      ],
      { threshold: 0.5 },
    ],
    whole: ['0.0.groups'],
  },
]

export const dataCalls: readonly Call[] = [
  { name: 'withBias', run: data.withBias, args: () => [inputs(), 2], whole: ['1'] },
  { name: 'whiten', run: (...args: [never, never]) => { const { X, rank, R } = data.whiten(...args); return { X, rank, R } }, args: () => [inputs(), 2], whole: ['1'] }, // biome-ignore format: one line
  { name: 'whiten().target', run: white.target, args: () => [f(1, 2, 3)] },
  { name: 'whiten().forward', run: white.forward, args: () => [f(1, 2)] },
  { name: 'whiten().back', run: white.back, args: () => [f(1, 2)] },
  { name: 'whiten().transform', run: white.transform, args: () => [f(1, 2, 3, 4)] },
]

export const measuresCalls: readonly Call[] = [
  { name: 'kernelDistance', run: measures.kernelDistance, args: () => [f(1, 0, 0, 1), f(1, 2, 3, 4)], anyNumber: ['0', '1'] }, // biome-ignore format: one line
  { name: 'lossFactor', run: measures.lossFactor, args: () => ['mean', 4], whole: ['1'] },
  { name: 'convertFlowTime', run: measures.convertFlowTime, args: () => [10, 'mean', 'half-sum', 40], whole: ['3'] },
  { name: 'outputLoss', run: measures.outputLoss, args: () => [f(1, 2, 3, 4), f(1, 0, 0, 0), { loss: 'half-mean', samples: 2 }], anyNumber: ['0'], whole: ['2.samples'] }, // biome-ignore format: one line
]

export const randomCalls: readonly Call[] = [
  { name: 'randomStream', run: (...args: [never, never]) => drawn(random.randomStream(...args)), args: () => [3, 'data'], whole: ['0'] }, // biome-ignore format: one line
  { name: 'resumeStream', run: (state) => drawn(random.resumeStream(state)), args: () => [f(1, 2, 3, 4)] },
  { name: 'unitVector', run: (of, into) => { random.unitVector(of, into); return into }, args: () => [stream(), new Float64Array(3)], written: ['1'] }, // biome-ignore format: one line
  { name: 'unitVectors', run: random.unitVectors, args: () => [stream(), 2, 3], whole: ['1', '2'] },
  { name: 'permutation', run: random.permutation, args: () => [stream(), 5], whole: ['1'] },
]

export const spacingCalls: readonly Call[] = [
  { name: 'linearSpaced', run: linearSpaced, args: () => [-1, 1, 5], whole: ['2'] },
  { name: 'logSpaced', run: logSpaced, args: () => [0.1, 10, 3], whole: ['2'] },
]

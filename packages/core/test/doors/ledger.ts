import * as family from '../../src/ledger/index.ts'
import type { Call } from './hostile.ts'

const f = (...entries: number[]): Float64Array => Float64Array.from(entries)
const options = () => ({ momentum: 0.9, weightDecay: 0.01, decay: 'gradient', learningRate: { a: 2, w: 2 } })
const taken = { stepSize: 0.1, a: 1, w: 2 }

export const ledger: readonly Call[] = [
  {
    name: 'deltaLedger',
    run: (given) => family.deltaLedger(given).step(taken),
    args: () => [{ delta: 1, ...options() }],
  },
  {
    name: 'deltaLedger of a list',
    run: (given) => family.deltaLedger(given).step({ stepSize: 0.1, a: [1, 2], w: [2, 0] } as never),
    args: () => [{ delta: f(1, -2), ...options() }],
  },
  {
    name: 'deltaLedger().step',
    run: (step) => family.deltaLedger({ delta: 1 }).step(step),
    args: () => [{ ...taken }],
  },
  {
    name: 'deltaLedger().step of a list',
    run: (step) => family.deltaLedger({ delta: [1, 2] }).step(step),
    args: () => [{ stepSize: 0.1, a: f(1, 2), w: f(0, 1) }],
  },
  {
    name: 'linearDeltaLedger',
    run: (given) => family.linearDeltaLedger(given).step({ stepSize: 0.1, a: [1, 2], w: [2, 0] }),
    args: () => [{ delta: f(1, 0, 0, 2), ...options() }],
  },
  {
    name: 'linearDeltaLedger().step',
    run: (step) => family.linearDeltaLedger({ delta: [1, 0, 0, 1] }).step(step),
    args: () => [{ stepSize: 0.1, a: f(1, 2), w: f(0, 1, 2, 3) }],
  },
]

import { describe, expect, test } from 'vitest'
import { flowDeepLinear, flowLinear, flowNeuron, flowRelu } from '../../src/index.ts'

/** Aborted after it has been looked at so many times. */
const after = (looks: number) => ({
  get aborted(): boolean {
    return looks-- <= 0
  },
})
const data = { X: [1, 0.5, -1, 2, 0.3, 0.7], y: [1, -1, 0.5] }
const linear = { hidden: 2, A0: [0.3, 0.1], W0: [0.2, 0.1, -0.1, 0.4] }

describe.each([
  ['flowNeuron', (options: object) => flowNeuron({ a0: 0.3, w0: [0.1, -0.2], ...data }, [0, 1, 2], options)],
  ['flowLinear', (options: object) => flowLinear({ ...linear, target: [1, 2] }, [0, 1, 2], options)],
  [
    'flowDeepLinear',
    (options: object) =>
      flowDeepLinear(
        { widths: [2, 2, 1], W0: [linear.W0, linear.A0], X: data.X, Y: data.y, loss: 'half-sum' },
        [0, 1, 2],
        options,
      ),
  ],
  [
    'flowRelu',
    (options: object) => flowRelu({ W: [0.5, 0.1, -0.3, 0.2], a: [1, -1], leak: 0.1 }, data, [0, 1, 2], options),
  ],
] as const)('%s', (_name, flow) => {
  test('completes where nobody aborts it', () => {
    expect(flow({ signal: after(1e9) })).toMatchObject({ reached: 3, reason: 'complete' })
  })

  test('stops when it is aborted, with what it has', () => {
    const { reached, reason } = flow({ signal: after(1) })
    expect(reason).toBe('aborted')
    expect(reached).toBe(1)
  })

  test('stops at its step budget', () => {
    expect(flow({ maxSteps: 1 })).toMatchObject({ reached: 1, reason: 'budget' })
  })
})

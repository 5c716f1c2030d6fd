import type { Tensor2D } from '@tensorflow/tfjs'
import { type Names, requireFlag } from '../door.ts'
import type { Planning } from '../planning/planning.ts'
import type { Codes, PlannedParameter, Value } from '../planning/value.ts'
import { requireAxes, requireWhole, sizeOf } from '../shape.ts'
import type { Layer, Parameter } from './layer.ts'
import { nameFrom } from './name.ts'
import { constant, requireStart, type Start, startFrom, uniform } from './start.ts'

export interface DenseOptions {
  readonly name?: string
  /** True if left out. */
  readonly bias?: boolean
  /** Of the weight [inputs, units]; U(±1/√inputs) if left out, PyTorch's. */
  readonly start?: (inputs: number) => Start
  /** Of the bias [units]; 0 if left out. */
  readonly biasStart?: (inputs: number) => Start
}

const KNOWN: Names<DenseOptions> = { name: true, bias: true, start: true, biasStart: true }

/** U(±1/√fan-in): how PyTorch starts weights and biases of linear and convolutional layers. */
export const fanIn = (inputs: number): Start => uniform(1 / Math.sqrt(inputs))

/**
 * z = h W + b on the last axis, W [inputs, units]; the axes before it, such as tokens, are left as they are.
 *
 * Fast: one product forward, two backward, 6 count · inputs · units flops a step. One-hot inputs are not multiplied:
 * their rows of W are added.
 */
export function dense(units: number, options: DenseOptions = {}): Layer {
  requireWhole('dense.units', units)
  const name = nameFrom('dense', options, KNOWN)
  const { bias = true, start = fanIn, biasStart = () => constant(0) } = options
  requireFlag('dense.bias', bias)
  requireStart('dense.start', start)
  requireStart('dense.biasStart', biasStart)
  return {
    kind: 'dense',
    ...name,
    settings: { units, bias },
    homogeneity: 'linear',
    shape(input) {
      requireAxes(input, [1, 2, 3], '[features], or axes before it,')
      return { axes: [...input.axes.slice(0, -1), units] }
    },
    parameters({ axes }): Parameter[] {
      const inputs = axes.at(-1)!
      const own = startFrom('dense.start', start, inputs)
      const weight: Parameter = { name: 'weight', shape: [inputs, units], start: own, role: 'weight' }
      if (!bias) return [weight]
      const added = startFrom('dense.biasStart', biasStart, inputs)
      return [weight, { name: 'bias', shape: [units], start: added, role: 'bias' }]
    },
    forward({ tf, parameters: [weight, add], input, output }, x) {
      const rows = tf.reshape(x, [-1, input.axes.at(-1)!]) as Tensor2D
      const product = tf.matMul(rows, weight as Tensor2D)
      const all = add ? tf.add(product, add) : product
      return tf.reshape(all, [x.shape[0]!, ...output.axes])
    },
    plan(on, x) {
      const value =
        x.codes && on.output.axes.length === 1 ? fromCodes(on, x.codes) : multiplied(on, on.plain(x), on.parameters[0]!)
      const [, add] = on.parameters
      return add ? { ...value, pending: { scale: 1, bias: add } } : value
    },
  }
}

/** x W on the last axis, as a step: x is written out, and the weight [last axis of x, last axis of the output]. */
export function multiplied(on: Planning, x: Value, weight: PlannedParameter): Value {
  const { kernels, output } = on
  const inner = x.shape.axes.at(-1)!
  const outer = output.axes.at(-1)!
  const rows = sizeOf(x.shape) / inner
  const out = on.value(output)
  const scratch = on.scratch(kernels.gemmScratch())
  on.add({
    forward(count) {
      kernels.gemm(x.at, weight.at, out.at, count * rows, outer, inner, inner, 1, outer, 1, scratch.at)
    },
    backward(count) {
      if (x.gradient)
        kernels.gemm(out.gradient, weight.at, x.gradient, count * rows, inner, outer, outer, 1, 1, outer, scratch.at)
    },
    parameters: [weight],
    slope(first, count) {
      const h = x.at + 4 * first * rows * inner
      const d = out.gradient + 4 * first * rows * outer
      kernels.gemm(h, d, weight.gradient, inner, outer, count * rows, 1, inner, outer, 1, scratch.at)
    },
    ...(rows === 1 ? { factors: { weight, inputs: x.at, gradient: out.gradient, inner, outer, scale: 1 } } : {}),
  })
  return out
}

function fromCodes(on: Planning, { ids, length, alphabet }: Codes): Value {
  const { kernels, output } = on
  const weight = on.parameters[0]!
  const width = output.axes.at(-1)!
  const out = on.value(output)
  on.add({
    forward(count) {
      kernels.addCodes(ids, weight.at, out.at, count, length, alphabet, width)
    },
    parameters: [weight],
    slope(first, count) {
      const d = out.gradient + 4 * first * width
      kernels.addCodesGradient(ids + 4 * first * length, d, weight.gradient, count, length, alphabet, width)
    },
  })
  return out
}

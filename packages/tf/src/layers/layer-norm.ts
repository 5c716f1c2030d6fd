import { type Names, requireNumber } from '../door.ts'
import { requireAxes, sizeOf } from '../shape.ts'
import type { Layer, Parameter } from './layer.ts'
import { nameFrom } from './name.ts'
import { constant } from './start.ts'

export interface LayerNormOptions {
  readonly name?: string
  /** Added to the variance; 1e-5 if left out. */
  readonly epsilon?: number
}

const KNOWN: Names<LayerNormOptions> = { name: true, epsilon: true }

/**
 * gain · (x − mean)/√(variance + ε) + bias over the last axis, the variance without Bessel's correction; gain starts at
 * 1 and bias at 0. Source: Ba, Kiros and Hinton 2016, arXiv 1607.06450.
 *
 * Fast: one pass forward and two backward, of which one sums the gradients of gain and bias.
 *
 * @throws TfError unless ε is a number above 0.
 */
export function layerNorm(options: LayerNormOptions = {}): Layer {
  const name = nameFrom('layerNorm', options, KNOWN)
  const { epsilon = 1e-5 } = options
  requireNumber('layerNorm.epsilon', epsilon, { above: 0 })
  return {
    kind: 'layerNorm',
    ...name,
    settings: { epsilon },
    homogeneity: 'other',
    normalizes: true,
    shape(input) {
      requireAxes(input, [1, 2, 3], '[features], or axes before it,')
      return input
    },
    parameters({ axes }): Parameter[] {
      const shape = [axes.at(-1)!]
      return [
        { name: 'gain', shape, start: constant(1), role: 'weight' },
        { name: 'bias', shape, start: constant(0), role: 'bias' },
      ]
    },
    forward({ tf, parameters: [gain, bias] }, x) {
      const { mean, variance } = tf.moments(x, -1, true)
      const normal = tf.mul(tf.sub(x, mean), tf.rsqrt(tf.add(variance, epsilon)))
      return tf.add(tf.mul(normal, gain!), bias!)
    },
    plan(on, given) {
      const x = on.plain(given)
      const { kernels, memory, batch, output } = on
      const [gain, bias] = [on.parameters[0]!, on.parameters[1]!]
      const width = output.axes.at(-1)!
      const rows = sizeOf(output) / width
      const out = on.value(output)
      const normal = x.free ? x.at : memory.take(batch * rows * width)
      const inverse = memory.take(batch * rows)
      on.add({
        forward(count) {
          kernels.layerNorm(x.at, gain.at, bias.at, normal, out.at, inverse, count * rows, width, epsilon)
        },
        backward(count) {
          if (x.gradient)
            kernels.layerNormGradient(out.gradient, gain.at, normal, inverse, x.gradient, count * rows, width)
        },
        parameters: [gain, bias],
        slope(first, count) {
          const from = 4 * first * rows * width
          const [d, h] = [out.gradient + from, normal + from]
          kernels.layerNormSlope(d, h, gain.gradient, bias.gradient, count * rows, width)
        },
      })
      return out
    },
  }
}

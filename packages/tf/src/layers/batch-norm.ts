import type { Tensor } from '@tensorflow/tfjs'
import { type Names, requireNumber } from '../door.ts'
import type { Planning } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import { requireAxes, type Shape, sizeOf } from '../shape.ts'
import type { General, Layer } from './layer.ts'
import { nameFrom } from './name.ts'
import { constant } from './start.ts'

export interface BatchNormOptions {
  readonly name?: string
  /** ε, added to the variance; 1e-5 if left out. */
  readonly epsilon?: number
  /** How far running moments move to those of a batch, from 0 to 1; 0.1 if left out. */
  readonly momentum?: number
}

const KNOWN: Names<BatchNormOptions> = { name: true, epsilon: true, momentum: true }

/**
 * y = gain (x − μ)/√(σ² + ε) + bias for every channel, the last axis. In training μ and σ² (biased) are the moments of the
 * batch over all other axes, and running ones move a part of the way there (the variance unbiased); in evaluation they
 * are the running ones. Gain starts at 1, bias at 0: PyTorch's BatchNorm2d. Source: arXiv 1502.03167.
 *
 * Fast: 4 bytes an entry for the moments and 8 for the outputs; 8 and 12 backward, where the gradient is overwritten in
 * place.
 *
 * A batch in training has at least two numbers a channel: one has no variance.
 *
 * @throws TfError unless ε is a number above 0 and the momentum one from 0 to 1.
 */
export function batchNorm(options: BatchNormOptions = {}): Layer {
  const name = nameFrom('batchNorm', options, KNOWN)
  const { epsilon = 1e-5, momentum = 0.1 } = options
  requireNumber('batchNorm.epsilon', epsilon, { above: 0 })
  requireNumber('batchNorm.momentum', momentum, { from: 0, to: 1 })
  return {
    kind: 'batchNorm',
    ...name,
    settings: { epsilon, momentum },
    homogeneity: 'other',
    normalizes: true,
    shape(input) {
      requireAxes(input, [1, 2, 3], '[channels], or axes before it,')
      return input
    },
    fewest: (input) => (rowsOf(input, 1) > 1 ? 1 : 2),
    parameters: ({ axes }) => [
      { name: 'gain', shape: [axes.at(-1)!], start: constant(1), role: 'weight' },
      { name: 'bias', shape: [axes.at(-1)!], start: constant(0), role: 'bias' },
    ],
    statistics: ({ axes }) => [
      { name: 'mean', shape: [axes.at(-1)!], start: 0 },
      { name: 'variance', shape: [axes.at(-1)!], start: 1 },
    ],
    forward: (on, x) => inOperations(on, x, epsilon, momentum),
    plan: (on, x) => planned(on, on.plain(x), epsilon, momentum),
  }
}

/** How many numbers a channel of so many samples has. */
function rowsOf(shape: Shape, count: number): number {
  return (count * sizeOf(shape)) / shape.axes.at(-1)!
}

function inOperations(on: General, x: Tensor, epsilon: number, momentum: number): Tensor {
  const { tf, training, parameters, statistics, input } = on
  const [gain, bias] = parameters
  const [runningMean, runningVariance] = statistics
  let mean = runningMean!
  let variance = runningVariance!
  if (training) {
    const rows = rowsOf(input, x.shape[0]!)
    const moments = tf.moments(
      x,
      x.shape.slice(0, -1).map((_, axis) => axis),
    )
    mean = moments.mean
    variance = moments.variance
    const moved = (from: Tensor, to: Tensor): Tensor => tf.add(tf.mul(from, 1 - momentum), tf.mul(to, momentum))
    on.keep(0, moved(runningMean!, mean))
    on.keep(1, moved(runningVariance!, tf.mul(variance, rows / (rows - 1))))
  }
  const factor = tf.div(gain!, tf.sqrt(tf.add(variance, epsilon)))
  return tf.add(tf.mul(tf.sub(x, mean), factor), bias!)
}

function planned(on: Planning, x: Value, epsilon: number, momentum: number): Value {
  const { kernels, memory } = on
  const [gain, bias] = on.parameters as [Planning['parameters'][number], Planning['parameters'][number]]
  const [runningMean, runningVariance] = on.statistics as [number, number]
  const width = gain.size
  const size = sizeOf(x.shape)
  // Nobody asks for the gradient of single samples: that of the inputs may take the place of that of the outputs.
  const inPlace = on.shares && x.free && x.gradient !== 0
  const out: Value = inPlace
    ? { shape: x.shape, at: memory.take(on.batch * size), gradient: x.gradient, free: true }
    : on.value(x.shape)
  const moments = memory.take(4 * width)
  const sums = memory.take(4 * width)
  const [centre, factor, offset, slope, slopeOffset] = [0, 0, 0, 0, 0].map(() => memory.take(width)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const scratch = on.scratch(Math.max(kernels.batchMomentsScratch(width), kernels.batchSumsScratch(width)))
  on.add({
    forward(count, training) {
      const rows = rowsOf(x.shape, count)
      if (training) {
        kernels.batchMoments(x.at, rows, width, moments, scratch.at)
        kernels.keepMoments(moments, rows, width, momentum, runningMean, runningVariance)
      } else kernels.runningMoments(runningMean, runningVariance, width, moments)
      kernels.batchFactors(moments, width, gain.at, bias.at, epsilon, centre, factor, offset)
      kernels.normalize(x.at, centre, factor, offset, out.at, count * size, width)
    },
    backward(count, training) {
      const rows = rowsOf(x.shape, count)
      if (inPlace || (training && x.gradient))
        kernels.batchSums(out.gradient, x.at, rows, width, centre, sums, scratch.at)
      if (!x.gradient) return
      if (training) {
        kernels.batchGradientFactors(sums, moments, rows, width, epsilon, centre, factor, slope, slopeOffset)
        kernels.normalizeGradient(
          ...([out.gradient, x.at, x.gradient, rows, width] as const),
          ...([centre, factor, slope, slopeOffset] as const),
        )
      } else kernels.normalizeGradientStill(out.gradient, x.gradient, rows, width, factor)
    },
    parameters: [gain, bias],
    slope(first, count) {
      const from = 4 * first * size
      if (!inPlace)
        kernels.batchSums(out.gradient + from, x.at + from, rowsOf(x.shape, count), width, centre, sums, scratch.at)
      kernels.batchSlope(sums, moments, width, epsilon, centre, gain.gradient, bias.gradient)
    },
  })
  return out
}

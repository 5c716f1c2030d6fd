import { sizeOf } from '../shape.ts'
import type { Planning } from './planning.ts'
import type { Pending, Value } from './value.ts'

/** The value written out, with nothing pending: plans what is to be done for that. */
export function plainValue(on: Planning, value: Value): Value {
  if (value.codes) return spread(on, value)
  if (value.rows) return gathered(on, value)
  if (value.pending) return settled(on, value, value.pending, false)
  return value
}

/**
 * Does what is pending to every entry, and takes the larger of the result and 0 where `cut`: in place, where nobody else
 * reads it. What has been cut must stay as it is.
 */
export function settled(on: Planning, shared: Value, { scale, bias }: Pending, cut: boolean): Value {
  const value = ownValue(on, shared)
  const { kernels, memory } = on
  const size = sizeOf(value.shape)
  const width = bias?.size ?? 1
  const period = leastOfFour(width)
  const offsets = memory.take(period)
  const sums = bias && on.scratch(kernels.sumScratch(on.batch * (size / width), width))
  on.add({
    forward(count) {
      if (bias) kernels.pattern(bias.at, width, period, offsets)
      kernels.affine(value.at, count * size, offsets, period, scale, cut ? 0 : Number.NEGATIVE_INFINITY)
    },
    backward(count) {
      if (cut || scale !== 1) kernels.affineGradient(value.gradient, value.at, count * size, scale, cut ? 1 : 0)
    },
    ...(bias && sums
      ? {
          parameters: [bias],
          slope(first, count) {
            // The gradient has been scaled with the products.
            const from = value.gradient + 4 * first * size
            kernels.sum(from, bias.gradient, 1, count * (size / width), width, 1 / scale, sums.at)
          },
        }
      : {}),
  })
  const { pending: _, ...rest } = value
  // Where something was cut, the gradient still asks which entries are above 0.
  return cut ? { ...rest, free: false } : rest
}

/** The least multiple of `width` that is one of 4. */
export function leastOfFour(width: number): number {
  return width % 4 === 0 ? width : width % 2 === 0 ? 2 * width : 4 * width
}

function spread(on: Planning, value: Value): Value {
  const { ids, length, alphabet } = value.codes!
  const out = on.value(value.shape)
  on.add({
    forward(count) {
      on.kernels.spreadCodes(ids, out.at, count * length, alphabet)
    },
  })
  return { ...out, gradient: 0, free: false } // of tokens there is none
}

function gathered(on: Planning, value: Value): Value {
  const { at, gradient, index, length, width, most, distinct } = value.rows!
  const { kernels } = on
  const out = on.value(value.shape)
  const sums = on.scratch(kernels.segmentSumScratch(on.batch * length, width, most))
  on.add({
    forward(count) {
      kernels.gather(at, index, out.at, 1, distinct(), count * length, 4 * width)
    },
    backward(count) {
      kernels.segmentSum(out.gradient, index, gradient, count * length, width, distinct(), sums.at)
    },
  })
  return out
}

/** The value itself where it may be overwritten, otherwise a copy. */
function ownValue(on: Planning, value: Value): Value {
  if (value.free) return value
  const { kernels } = on
  const size = sizeOf(value.shape)
  const out = on.value(value.shape)
  on.add({
    forward(count) {
      kernels.copyRows(value.at, out.at, 1, 4 * count * size, 0, 0)
    },
    backward(count) {
      if (value.gradient) kernels.copyRows(out.gradient, value.gradient, 1, 4 * count * size, 0, 0)
    },
  })
  return value.pending ? { ...out, pending: value.pending } : out
}

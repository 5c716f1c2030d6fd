import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { type Names, requireFlag, requireOneOf } from '../door.ts'
import { TfError } from '../errors.ts'
import { OPERATIONS } from '../planning/operations.ts'
import type { Planning } from '../planning/planning.ts'
import type { PlannedParameter, Value } from '../planning/value.ts'
import { requireAxes, requireWhole } from '../shape.ts'
import { fanIn, multiplied } from './dense.ts'
import type { General, Layer, Parameter } from './layer.ts'
import { nameFrom } from './name.ts'
import { constant, uniform } from './start.ts'

export interface AttentionOptions {
  readonly name?: string
  /** Divides the features. */
  readonly heads: number
  /** Whether a token sees none of those behind it; true if left out. */
  readonly causal?: boolean
  /** Those of `all` tokens, which is so if left out, or of the `last` alone, where no more is read of the result. */
  readonly queries?: 'all' | 'last'
}

const KNOWN: Names<AttentionOptions> = { name: true, heads: true, causal: true, queries: true }

/**
 * Self-attention with heads: queries, keys and values are x W + b with W [d, 3d] (those of queries, keys and values side by
 * side); for every head softmax(q·k/√(d/heads)) v; all heads side by side times W′ [d, d] plus b′. From [length, d] to
 * [length, d], or [d] for the last token alone. Source: Vaswani et al. 2017, arXiv 1706.03762, section 3.2; starts like
 * PyTorch's MultiheadAttention: W from U(±√(6/4d)), W′ from U(±1/√d), biases 0.
 *
 * Fast: where samples share rows, keys and values are computed for the distinct rows only, and queries for those that are
 * asked for; so are their gradients, which is exact, since a row's gradient is the sum over all that read it.
 *
 * @throws TfError for a number of heads that is not whole.
 */
export function attention(options: AttentionOptions): Layer {
  const name = nameFrom('attention', options, KNOWN)
  const { heads, causal = true, queries = 'all' } = options
  requireWhole('attention.heads', heads)
  requireFlag('attention.causal', causal)
  requireOneOf('attention.queries', queries, ['all', 'last'])
  return {
    kind: 'attention',
    ...name,
    settings: { heads, causal, queries },
    homogeneity: 'other',
    shape(input) {
      requireAxes(input, [2], '[length, features]')
      const width = input.axes[1]!
      if (width % heads !== 0) throw new TfError(`heads is ${heads}: a divisor of the ${width} features is accepted`)
      return queries === 'all' ? input : { axes: [width] }
    },
    parameters({ axes }): Parameter[] {
      const d = axes[1]!
      return [
        { name: 'inWeight', shape: [d, 3 * d], start: uniform(Math.sqrt(6 / (4 * d))), role: 'weight' },
        { name: 'inBias', shape: [3 * d], start: constant(0), role: 'bias' },
        { name: 'outWeight', shape: [d, d], start: fanIn(d), role: 'weight' },
        { name: 'outBias', shape: [d], start: constant(0), role: 'bias' },
      ]
    },
    forward: (on, x) => general(on, x, { heads, causal, queries }),
    plan(on, x) {
      const projected = queries === 'all' ? projectAll(on, sourceOf(on, x)) : projectLast(on, sourceOf(on, x))
      const [, , outWeight, outBias] = on.parameters
      const out = multiplied(on, attended(on, projected, heads, causal), outWeight!)
      return { ...out, pending: { scale: 1, bias: outBias! } }
    },
  }
}

function general(
  { tf, parameters, input, output }: General,
  x: Tensor,
  { heads, causal, queries }: Required<Omit<AttentionOptions, 'name'>>,
): Tensor {
  const [inWeight, inBias, outWeight, outBias] = parameters as [Tensor2D, Tensor, Tensor2D, Tensor]
  const [length, d] = input.axes as [number, number]
  const count = x.shape[0]!
  const product = tf.add(tf.matMul(tf.reshape(x, [-1, d]) as Tensor2D, inWeight), inBias)
  // [count, heads, length, d / heads]
  const [q, k, v] = tf
    .split(product, 3, 1)
    .map((part) => tf.transpose(tf.reshape(part, [count, length, heads, d / heads]), [0, 2, 1, 3]))
  const asking = queries === 'all' ? length : 1
  const query = queries === 'all' ? q! : tf.slice(q!, [0, 0, length - 1, 0], [-1, -1, 1, -1])
  const scores = tf.mul(tf.matMul(query, k!, false, true), Math.sqrt(heads / d))
  const hidden = Array.from({ length: asking * length }, (_, p) =>
    causal && (p % length) - (length - asking) > Math.floor(p / length) ? -1e9 : 0,
  )
  const shares = tf.softmax(tf.add(scores, tf.tensor(hidden, [asking, length])))
  const mixed = tf.reshape(tf.transpose(tf.matMul(shares, v!), [0, 2, 1, 3]), [-1, d]) as Tensor2D
  return tf.reshape(tf.add(tf.matMul(mixed, outWeight), outBias), [count, ...output.axes])
}

/** Rows [rows, d] that tokens are: those that samples share, or one for every token. */
interface Source {
  readonly at: number
  /** 0 where nobody asks. */
  readonly gradient: number
  readonly most: number
  rows(count: number): number
  /** int32 [count, length]: the row of each token. */
  readonly index: number
  readonly shared: boolean
}

function sourceOf(on: Planning, given: Value): Source {
  const { memory, batch, input } = on
  const length = input.axes[0]!
  if (given.rows) {
    const { at, gradient, most, index, distinct } = given.rows
    return { at, gradient, most, index, shared: true, rows: distinct }
  }
  const { at, gradient } = on.plain(given)
  const most = batch * length
  const index = memory.take(most)
  memory.integers(index, most).set(Array.from({ length: most }, (_, p) => p))
  return { at, gradient, most, index, shared: false, rows: (count) => count * length }
}

/** Queries, keys and values of a batch, with room for their gradients, which are added up there. */
interface Projected {
  readonly queries: Lines
  readonly keys: Lines
  readonly values: Lines
  /** Sets the gradients of all to 0. */
  clear(count: number): void
}

interface Lines {
  readonly at: number
  readonly gradient: number
  /** Numbers from one row to the next. */
  readonly step: number
  /** int32 [count, asking or length]. */
  readonly index: number
}

/** One product for all three: [rows, 3d]. */
function projectAll(on: Planning, source: Source): Projected {
  const { kernels, memory, input } = on
  const [weight, bias] = on.parameters as [PlannedParameter, PlannedParameter]
  const [length, d] = input.axes as [number, number]
  const step = 3 * d
  const [at, gradient] = [memory.take(source.most * step), memory.take(source.most * step)]
  const scratch = on.scratch(Math.max(kernels.gemmScratch(), kernels.sumScratch(source.most, step)))
  on.add({
    forward(count) {
      const rows = source.rows(count)
      kernels.gemm(source.at, weight.at, at, rows, step, d, d, 1, step, 1, scratch.at)
      kernels.withRow(at, bias.at, at, rows * step, step, OPERATIONS.add)
    },
    backward(count) {
      if (source.gradient)
        kernels.gemm(gradient, weight.at, source.gradient, source.rows(count), d, step, step, 1, 1, step, scratch.at)
    },
    parameters: [weight, bias],
    slope(first, count) {
      const rows = source.rows(count)
      const from = source.shared ? 0 : 4 * first * length
      const [h, slopes] = [source.at + from * d, gradient + from * step]
      kernels.gemm(h, slopes, weight.gradient, d, step, rows, 1, d, step, 1, scratch.at)
      kernels.sum(slopes, bias.gradient, 1, rows, step, 1, scratch.at)
    },
  })
  const lines = (part: number): Lines => ({
    at: at + 4 * part * d,
    gradient: gradient + 4 * part * d,
    step,
    index: source.index,
  })
  return {
    queries: lines(0),
    keys: lines(1),
    values: lines(2),
    clear: (count) => kernels.clear(gradient, 4 * source.rows(count) * step),
  }
}

/** Keys and values of all rows, [rows, 2d], and queries of the last tokens' rows alone, [distinct of them, d]. */
function projectLast(on: Planning, source: Source): Projected {
  const { kernels, memory, batch, input } = on
  const [weight, bias] = on.parameters as [PlannedParameter, PlannedParameter]
  const [length, d] = input.axes as [number, number]
  const step = 2 * d
  const [keys, keySlopes] = [memory.take(source.most * step), memory.take(source.most * step)]
  const asking = askingRows(on, source)
  const most = asking.most * d
  const [h, queries, querySlopes, response] = [most, most, most, most].map((size) => memory.take(size)) as [
    number,
    number,
    number,
    number,
  ]
  /** Products that belong into some columns of a wider matrix. */
  const part = memory.take(step * d)
  const sums = Math.max(kernels.sumScratch(source.most, step), kernels.sumScratch(batch, d))
  const scratch = on.scratch(Math.max(kernels.gemmScratch(), sums))
  const ofKeys = { weight: weight.at + 4 * d, bias: bias.at + 4 * d }
  on.add({
    forward(count) {
      const rows = source.rows(count)
      asking.find(count)
      const asked = asking.rows(count)
      kernels.gather(source.at, asking.list, h, 1, rows, asked, 4 * d)
      kernels.gemm(h, weight.at, queries, asked, d, d, d, 1, 3 * d, 1, scratch.at)
      kernels.withRow(queries, bias.at, queries, asked * d, d, OPERATIONS.add)
      kernels.gemm(source.at, ofKeys.weight, keys, rows, step, d, d, 1, 3 * d, 1, scratch.at)
      kernels.withRow(keys, ofKeys.bias, keys, rows * step, step, OPERATIONS.add)
    },
    backward(count) {
      if (!source.gradient) return
      const rows = source.rows(count)
      const asked = asking.rows(count)
      kernels.gemm(keySlopes, ofKeys.weight, source.gradient, rows, d, step, step, 1, 1, 3 * d, scratch.at)
      kernels.gemm(querySlopes, weight.at, response, asked, d, d, d, 1, 1, 3 * d, scratch.at)
      kernels.addRowsAt(response, asking.list, source.gradient, asked, d)
    },
    parameters: [weight, bias],
    slope(first, count) {
      const rows = source.rows(count)
      const asked = asking.rows(count)
      const before = source.shared ? 0 : 4 * first * d
      const [x, dKeys] = [source.at + before * length, keySlopes + before * length * 2]
      const dQueries = querySlopes + before
      kernels.gemm(h + before, dQueries, part, d, d, asked, 1, d, d, 1, scratch.at)
      kernels.copyRows(part, weight.gradient, d, 4 * d, 4 * d, 12 * d)
      kernels.sum(dQueries, bias.gradient, 1, asked, d, 1, scratch.at)
      kernels.gemm(x, dKeys, part, d, step, rows, 1, d, step, 1, scratch.at)
      kernels.copyRows(part, weight.gradient + 4 * d, d, 8 * d, 8 * d, 12 * d)
      kernels.sum(dKeys, bias.gradient + 4 * d, 1, rows, step, 1, scratch.at)
    },
  })
  return {
    queries: { at: queries, gradient: querySlopes, step: d, index: asking.index },
    keys: { at: keys, gradient: keySlopes, step, index: source.index },
    values: { at: keys + 4 * d, gradient: keySlopes + 4 * d, step, index: source.index },
    clear(count) {
      kernels.clear(keySlopes, 4 * source.rows(count) * step)
      kernels.clear(querySlopes, 4 * asking.rows(count) * d)
    },
  }
}

/** Which rows the last tokens are, each once. */
interface Asking {
  readonly most: number
  /** Finds those of the batch. */
  find(count: number): void
  rows(count: number): number
  /** int32 [rows], of the source's rows. */
  readonly list: number
  /** int32 [count], of {@link list}. */
  readonly index: number
}

function askingRows({ kernels, memory, batch, input }: Planning, source: Source): Asking {
  const length = input.axes[0]!
  if (!source.shared) {
    const [list, index] = [memory.take(batch), memory.take(batch)]
    memory.integers(list, batch).set(Array.from({ length: batch }, (_, i) => i * length + length - 1))
    memory.integers(index, batch).set(Array.from({ length: batch }, (_, i) => i))
    return { most: batch, find() {}, rows: (count) => count, list, index }
  }
  const most = Math.min(batch, source.most)
  const [ids, index, list, table] = [batch, batch, most, source.most].map((size) => memory.take(size)) as [
    number,
    number,
    number,
    number,
  ]
  let distinct = 0
  return {
    most,
    find(count) {
      kernels.copyRows(source.index + 4 * (length - 1), ids, count, 4, 4 * length, 4)
      distinct = kernels.distinctCodes(ids, index, list, table, count, 1, source.most, 0)
    },
    rows: () => distinct,
    list,
    index,
  }
}

/** What the heads give, side by side, before the last product. */
function attended(on: Planning, { queries, keys, values, clear }: Projected, heads: number, causal: boolean): Value {
  const { kernels, memory, batch, input, output } = on
  const [length, d] = input.axes as [number, number]
  const asking = output.axes.length === 2 ? length : 1
  const places = 4 * Math.ceil(length / 4)
  const shares = memory.take(batch * asking * heads * places)
  const slopes = memory.take(places)
  const out = on.value(output, { free: false })
  const mask = causal ? 1 : 0
  const size = d / heads
  on.add({
    forward(count) {
      const { at: q, step, index } = queries
      const [k, v, next] = [keys.at, values.at, keys.step]
      kernels.attend(
        ...([q, k, v, step, next, index, keys.index, out.at] as const),
        ...([shares, count, asking, length, heads, size, mask] as const),
      )
    },
    backward(count) {
      clear(count)
      const { at: q, gradient: dq, step, index } = queries
      kernels.attendGradient(
        ...([out.gradient, q, keys.at, values.at, dq, keys.gradient, values.gradient, step, keys.step] as const),
        ...([index, keys.index, shares, slopes, count, asking, length, heads, size, mask] as const),
      )
    },
  })
  return out
}

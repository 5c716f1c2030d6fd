import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { distance, on, useKernels, variants } from './support/backends.ts'
import { numbers } from './support/models.ts'
import { countBytes } from './support/tiny.ts'

type Made = tf.Tensor | readonly tf.Tensor[]

const floats = (...shape: readonly number[]): tf.Tensor =>
  tf.tensor(numbers(tf.util.sizeFromShape([...shape]), 1), [...shape])
const ints = (...shape: readonly number[]): tf.Tensor =>
  tf.tensor(
    numbers(tf.util.sizeFromShape([...shape]), 2).map((value) => Math.trunc(9 * value)),
    [...shape],
    'int32',
  )
const bools = (...shape: readonly number[]): tf.Tensor => ints(...shape).greater(0)
const run = (name: string, inputs: object, attributes: object): Made =>
  tf.engine().runKernel(name, inputs as never, attributes as never) as Made
const gradient = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Tensor => tf.grad(f)(x)

const oddWindow = { strides: [2, 2], pad: 1, dimRoundingMode: 'ceil', dilations: [1, 1], dataFormat: 'NHWC' }

/** Calls at the edge of what kernels take, or beyond it. */
const calls: Readonly<Record<string, () => Made>> = {
  'a product of whole numbers': () => tf.matMul(ints(3, 4) as tf.Tensor2D, ints(4, 2) as tf.Tensor2D),
  'a product of truth values': () => tf.matMul(bools(3, 4) as tf.Tensor2D, bools(4, 2) as tf.Tensor2D),
  'a product of whole numbers and floats': () => run('BatchMatMul', { a: ints(3, 4), b: floats(4, 2) }, {}),
  'a product of shapes that do not fit': () => tf.matMul(floats(3, 4) as tf.Tensor2D, floats(3, 4) as tf.Tensor2D),
  'a product of batches that do not fit': () => tf.matMul(floats(2, 3, 4), floats(3, 4, 3)),
  'a product with a vector': () => run('BatchMatMul', { a: floats(4), b: floats(4, 2) }, {}),
  'an identity of whole numbers': () => ints(3).clone(),
  'an identity of truth values': () => bools(3).clone(),
  'an identity of nothing': () => floats(0, 3).clone(),
  'the sum of whole numbers': () => tf.sum(ints(4, 5), 0),
  'the sum of truth values': () => tf.sum(bools(4, 5), 0),
  'the sum over no axis': () => tf.sum(floats(4, 5), []),
  'the sum over an axis that is not there': () => tf.sum(floats(4, 5), 2),
  'the sum of nothing': () => tf.sum(floats(0, 5), 0),
  'relu of whole numbers': () => tf.relu(ints(7)),
  // NaN with its sign set.
  'relu of infinity less infinity': () =>
    tf.relu(tf.sub(tf.fill([7], Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY)),
  'relu of a product with infinity': () =>
    tf.relu(tf.matMul(tf.fill([3, 2], Number.POSITIVE_INFINITY), tf.tensor2d([1, -1, -1, 1], [2, 2]))),
  'relu of truth values': () => tf.relu(bools(7)),
  'the slope of relu at whole numbers': () => gradient((x) => tf.relu(x), ints(7)),
  'clipped whole numbers': () => tf.clipByValue(ints(7), -2, 3),
  'clipped to an empty interval': () => tf.clipByValue(floats(7), 2, -2),
  'clipped to no number': () => tf.clipByValue(floats(7), Number.NaN, 0.5),
  'sums by segment of whole numbers': () => tf.unsortedSegmentSum(ints(5, 2), tf.tensor1d([0, 2, 0, 1, 2], 'int32'), 3),
  'sums by segment with numbers out of range': () =>
    tf.unsortedSegmentSum(floats(5, 2), tf.tensor1d([0, -1, 0, 1, 2], 'int32'), 3),
  'sums by segment with too large numbers': () =>
    tf.unsortedSegmentSum(floats(4, 2), tf.tensor1d([0, 7, 1, 2], 'int32'), 3),
  'sums by segment whose numbers are floats': () =>
    run('UnsortedSegmentSum', { x: floats(3, 2), segmentIds: tf.tensor1d([0, 1, 1]) }, { numSegments: 2 }),
  'sums by segment of another length': () => tf.unsortedSegmentSum(floats(5, 2), tf.tensor1d([0, 1], 'int32'), 2),
  'the slope of a gather with batches': () =>
    gradient((x) => tf.gather(x, tf.tensor2d([2, 0, 1, 1], [2, 2], 'int32'), 1, 1), floats(2, 3, 2)),
  'the slope of a gather along the last axis': () =>
    gradient((x) => tf.gather(x, tf.tensor1d([2, 0, 2], 'int32'), 1), floats(2, 3)),
  'einsum of whole numbers': () => tf.einsum('ij,jk->ik', ints(2, 3), ints(3, 4)),
  'einsum of truth values': () => tf.einsum('ij,jk->ik', bools(2, 3), bools(3, 4)),
  'einsum with dots': () => tf.einsum('...ij->...ji', floats(2, 3, 4)),
  'einsum of a diagonal': () => tf.einsum('ii->i', floats(3, 3)),
  'einsum of extents that do not fit': () => tf.einsum('ij,jk->ik', floats(2, 3), floats(4, 2)),
  'einsum of the wrong rank': () => tf.einsum('ijk->i', floats(2, 3)),
  'einsum without an arrow': () => tf.einsum('ij,jk', floats(2, 3), floats(3, 2)),
  'einsum with an axis from nowhere': () => tf.einsum('ij->ik', floats(2, 3)),
  'einsum of three': () => tf.einsum('ij,jk,kl->il', floats(2, 3), floats(3, 2), floats(2, 4)),
  'einsum of nothing': () => tf.einsum('ij,jk->ik', floats(2, 0), floats(0, 3)),
  'the greatest of whole numbers in a window': () => tf.maxPool(ints(1, 4, 4, 1) as tf.Tensor4D, 2, 2, 'valid'),
  'the mean of whole numbers in a window': () => tf.avgPool(ints(1, 4, 4, 1) as tf.Tensor4D, 2, 2, 'valid'),
  'pooling with fractions of a window': () =>
    tf.pool(floats(1, 4, 4, 2) as tf.Tensor4D, [2, 2], 'max', 1, [1, 1], 2, 'floor'),
  'pooling with explicit pads': () =>
    tf.maxPool(
      floats(1, 5, 5, 2) as tf.Tensor4D,
      3,
      2,
      [
        [0, 0],
        [1, 2],
        [2, 0],
        [0, 0],
      ] as never,
      'floor',
    ),
  'pooling with dilations': () => tf.pool(floats(1, 6, 6, 1) as tf.Tensor4D, [2, 2], 'max', 'valid', [2, 2]),
  'the slope of pooling with dilations': () =>
    gradient((x) => tf.pool(x as tf.Tensor4D, [2, 2], 'max', 'valid', [2, 2]), floats(1, 6, 6, 1)),
  'the slope of the mean of a window with pads': () =>
    gradient((x) => tf.avgPool(x as tf.Tensor4D, [3, 2], [1, 2], 'same'), floats(2, 5, 4, 3)),
  'pooling of no images': () => tf.maxPool(floats(0, 4, 4, 2) as tf.Tensor4D, 2, 2, 'valid'),
  'a window larger than the image': () => tf.maxPool(floats(1, 2, 2, 1) as tf.Tensor4D, 3, 1, 'valid'),
  'a convolution of whole numbers': () =>
    tf.conv2d(ints(1, 5, 5, 2) as tf.Tensor4D, ints(2, 2, 2, 3) as tf.Tensor4D, 1, 'same'),
  'a convolution, channels first': () =>
    tf.conv2d(floats(1, 2, 5, 5) as tf.Tensor4D, floats(2, 2, 2, 3) as tf.Tensor4D, 1, 'same', 'NCHW'),
  'a convolution of channels that do not fit': () =>
    tf.conv2d(floats(1, 5, 5, 2) as tf.Tensor4D, floats(2, 2, 3, 3) as tf.Tensor4D, 1, 'same'),
  'a dilated convolution': () =>
    tf.conv2d(floats(1, 6, 6, 2) as tf.Tensor4D, floats(2, 2, 2, 3) as tf.Tensor4D, 1, 'same', 'NHWC', [2, 2]),
  'a convolution with strides and dilations': () =>
    tf.conv2d(floats(1, 6, 6, 2) as tf.Tensor4D, floats(2, 2, 2, 3) as tf.Tensor4D, 2, 'same', 'NHWC', [2, 2]),
  'the slope of a dilated convolution': () =>
    gradient(
      (x) => tf.conv2d(x as tf.Tensor4D, floats(2, 2, 2, 3) as tf.Tensor4D, 1, 'same', 'NHWC', [2, 2]),
      floats(1, 6, 6, 2),
    ),
  'the slope of a convolution in its filter, channels first': () =>
    gradient(
      (w) => tf.conv2d(floats(1, 2, 5, 5) as tf.Tensor4D, w as tf.Tensor4D, 1, 'same', 'NCHW'),
      floats(2, 2, 2, 3),
    ),
  'the slope of a convolution with explicit pads': () =>
    gradient(
      (w) =>
        tf.conv2d(
          floats(2, 5, 4, 2) as tf.Tensor4D,
          w as tf.Tensor4D,
          [1, 2],
          [
            [0, 0],
            [1, 0],
            [2, 1],
            [0, 0],
          ],
        ),
      floats(3, 2, 2, 3),
    ),
  'the slope of a convolution with a number of pads': () =>
    gradient(
      (w) => tf.conv2d(floats(2, 6, 6, 2) as tf.Tensor4D, w as tf.Tensor4D, 2, 1, 'NHWC', 1, 'floor'),
      floats(3, 3, 2, 3),
    ),
  'the filter’s slope at whole numbers': () =>
    run(
      'Conv2DBackpropFilter',
      { x: ints(1, 4, 4, 1), dy: floats(1, 4, 4, 1) },
      { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 1, 1] },
    ),
  'the filter’s slope, channels first': () =>
    run(
      'Conv2DBackpropFilter',
      { x: floats(1, 2, 4, 4), dy: floats(1, 3, 4, 4) },
      { strides: [1, 1], pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 2, 3] },
    ),
  'the input’s slope, channels first': () =>
    run(
      'Conv2DBackpropInput',
      { dy: floats(1, 3, 4, 4), filter: floats(3, 3, 2, 3) },
      { strides: [1, 1], pad: 'same', dataFormat: 'NCHW', inputShape: [1, 2, 4, 4] },
    ),
  'a convolution of no images': () =>
    tf.conv2d(floats(0, 4, 4, 2) as tf.Tensor4D, floats(2, 2, 2, 3) as tf.Tensor4D, 1, 'same'),
  'the filter’s slope over no images': () =>
    gradient((w) => tf.conv2d(floats(0, 4, 4, 2) as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'), floats(2, 2, 2, 3)),
  'the slope of a dilated depthwise convolution': () =>
    gradient(
      (x) => tf.depthwiseConv2d(x as tf.Tensor4D, floats(2, 2, 2, 2) as tf.Tensor4D, 1, 'same', 'NHWC', [2, 2]),
      floats(1, 6, 6, 2),
    ),
  'the slope of a strided depthwise convolution': () =>
    gradient(
      (w) => tf.depthwiseConv2d(floats(2, 7, 6, 2) as tf.Tensor4D, w as tf.Tensor4D, 2, 'valid'),
      floats(3, 2, 2, 2),
    ),
  'the depthwise filter’s slope with dilations': () =>
    run(
      'DepthwiseConv2dNativeBackpropFilter',
      { x: floats(1, 6, 6, 2), dy: floats(1, 6, 6, 4) },
      { strides: [1, 1], dilations: [2, 2], pad: 'same', filterShape: [2, 2, 2, 2] },
    ),
  'the depthwise input’s slope with dilations': () =>
    run(
      'DepthwiseConv2dNativeBackpropInput',
      { dy: floats(1, 6, 6, 4), filter: floats(2, 2, 2, 2) },
      { strides: [1, 1], dilations: [2, 2], pad: 'same', inputShape: [1, 6, 6, 2] },
    ),
  'a transposed convolution with explicit pads': () =>
    tf.conv2dTranspose(floats(1, 4, 4, 2) as tf.Tensor4D, floats(3, 3, 3, 2) as tf.Tensor4D, [1, 6, 6, 3], 1, 0),
  'the greatest of whole numbers in a window of a volume': () =>
    tf.maxPool3d(ints(1, 4, 4, 4, 2) as tf.Tensor5D, 2, 2, 'valid'),
  'a fused product of whole numbers': () =>
    tf.fused.matMul({ a: ints(3, 4) as tf.Tensor2D, b: ints(4, 2) as tf.Tensor2D, activation: 'relu' }),
  'a fused convolution with an activation that is not there': () =>
    run('FusedConv2D', { x: floats(1, 6, 6, 2), filter: floats(3, 3, 2, 3) }, { ...oddWindow, activation: 'softplus' }),
  'a fused convolution with a bias of other channels': () =>
    run(
      'FusedConv2D',
      { x: floats(1, 6, 6, 2), filter: floats(3, 3, 2, 3), bias: floats(7) },
      { ...oddWindow, activation: 'relu' },
    ),
  'softmax of whole numbers': () => tf.softmax(ints(3, 4)),
  'softmax of infinities': () => tf.softmax(tf.tensor1d([1, Number.NEGATIVE_INFINITY, 2])),
  'log-softmax of infinities': () => tf.logSoftmax(tf.tensor1d([1, Number.NEGATIVE_INFINITY, 2])),
}

/** Those of them that are refused, by ours or by TensorFlow.js, and what the error says. All others have cpu's numbers. */
const refused: Readonly<Record<string, RegExp>> = {
  'a product of whole numbers and floats': /non-float32 tensors not yet supported/,
  'a product of shapes that do not fit': /inner shapes \(4\) and \(3\)/,
  'a product of batches that do not fit': /could not be broadcast together with shapes 2 and 3/,
  'a product with a vector': /rank of at least 2/,
  'the sum over an axis that is not there': /range \[-2, 2\) but got axis 2/,
  'clipped to an empty interval': /min \(2\) must be less than or equal to max \(-2\)/,
  'clipped to no number': /min \(NaN\) must be less/,
  'sums by segment whose numbers are floats': /segmentIds float32: .* int32 for segmentIds/,
  'sums by segment of another length': /one id a row of x/,
  'einsum of truth values': /an operand is bool: float32 and int32 are accepted/,
  'einsum with dots': /ellipsis notation .* not supported/,
  'einsum of a diagonal': /duplicate axes in input component ii/,
  'einsum of extents that do not fit': /Expected dimension 3 at axis 0 of input shaped \[4,2\]/,
  'einsum of the wrong rank': /range \[-2, 2\) but got axis 1,2/,
  'einsum without an arrow': /without an arrow are not supported/,
  'einsum with an axis from nowhere': /label k not present/,
  'einsum of three': /more than 2 input tensors/,
  'the greatest of whole numbers in a window': /only float32 input is supported. Got int32/,
  'the mean of whole numbers in a window': /must be float32 tensor, but got int32/,
  'a convolution of whole numbers': /must be float32 tensor, but got int32/,
  'a convolution, channels first': /use 'channelsLast'/,
  'a convolution of channels that do not fit': /must match input depth for filter 3/,
  'a convolution with strides and dilations': /Either strides or dilations must be 1/,
  'the slope of a dilated convolution': /dilation rates greater than 1/,
  'the slope of a convolution in its filter, channels first': /use 'channelsLast'/,
  'the filter’s slope at whole numbers': /x is int32, float32 is accepted/,
  'the filter’s slope, channels first': /dataFormat is NCHW, NHWC is accepted/,
  'the slope of a dilated depthwise convolution': /dilation rates greater than 1/,
  'the depthwise filter’s slope with dilations': /dilations are \[2,2\], 1 is accepted/,
  'the depthwise input’s slope with dilations': /dilations are \[2,2\], 1 is accepted/,
  'a fused product of whole numbers': /non-float32 tensors not yet supported/,
  'a fused convolution with an activation that is not there': /softplus activation not yet supported/,
  'a fused convolution with a bias of other channels': /could not be broadcast/,
  'softmax of whole numbers': /must be float32 tensor, but got int32/,
}

interface Outcome {
  readonly found: Awaited<ReturnType<typeof on>> | Error
  /** Tensors that are there now and were not before. */
  readonly left: number
}

async function outcome(backend: 'cpu' | 'wasm', call: () => Made): Promise<Outcome> {
  await tf.setBackend(backend)
  const { numTensors } = tf.memory()
  const found = await on(backend, call).catch((error: Error) => error)
  return { found, left: tf.memory().numTensors - numTensors }
}

describe.each(variants)('what is at the edge of what a kernel takes, %s', (variant) => {
  beforeAll(() => useKernels(variant))

  const of = (isRefused: boolean) => Object.entries(calls).filter(([name]) => name in refused === isRefused)

  it.each(of(false))('%s: the numbers of cpu', async (_, call) => {
    const right = await outcome('cpu', call)
    const { found, left } = await outcome('wasm', call)
    if (found instanceof Error) throw found
    if (right.found instanceof Error) throw right.found
    expect(left).toBe(0)
    for (const [i, { shape, dtype, values }] of right.found.entries()) {
      expect(found[i]).toMatchObject({ shape, dtype })
      expect(distance(found[i]!.values, values)).toBeLessThan(1e-5)
    }
  })

  it.each(of(true))('%s: an error that says why, and nothing is left', async (name, call) => {
    const right = await outcome('cpu', call)
    await tf.setBackend('wasm')
    const data = tf.engine().backend.numDataIds()
    const count = countBytes()
    const { found, left } = await outcome('wasm', call)
    const bytes = count.live()
    count.stop()
    expect(found).toBeInstanceOf(Error)
    const { name: kind, message } = found as Error
    // Ours or theirs, and no slip of a program.
    expect(kind).toMatch(/^(Error|TfError)$/)
    expect(message).toMatch(refused[name]!)
    // Where the gradient itself refuses, TensorFlow.js keeps what the forward half has saved for it, on any backend.
    expect(left).toBe(right.found instanceof Error ? right.left : 0)
    expect(tf.engine().backend.numDataIds() - data).toBe(left)
    if (left === 0) expect(bytes).toBe(0)
  })

  it('are all named', () => expect(Object.keys(calls)).toEqual(expect.arrayContaining(Object.keys(refused))))
})

import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

type Shape = [number, number, number, number, number]

const x: Shape = [4, 8, 16, 16, 8]
const filter: Shape = [3, 3, 3, 8, 16]
const dyShape: Shape = [4, 8, 16, 16, 16]
const attributes = { strides: 1, pad: 'same', inputShape: x, filterShape: filter } as const

function gradient(kernel: string, first: 'dy' | 'x', second: 'dy' | 'filter'): Case {
  return {
    name: '8 × 16 × 16 × 8',
    prepare() {
      const tensors = {
        x: normal<tf.Rank.R5>(x),
        filter: normal<tf.Rank.R5>(filter),
        dy: normal<tf.Rank.R5>(dyShape),
      }
      const inputs = { [first]: tensors[first], [second]: tensors[second] }
      const call = (): unknown => tf.engine().runKernel(kernel, inputs, attributes as never)
      return { ours: call, stock: call }
    },
  }
}

export const conv3dBackpropInputBench = kernelBench(
  'conv3d-backprop-input',
  'the gradient of the input of a convolution of volumes',
  [gradient('Conv3DBackpropInputV2', 'dy', 'filter')],
  'its own kernel, whose numbers are wrong',
)

export const conv3dBackpropFilterBench = kernelBench(
  'conv3d-backprop-filter',
  'the gradient of the filter of a convolution of volumes',
  [gradient('Conv3DBackpropFilterV2', 'x', 'dy')],
)

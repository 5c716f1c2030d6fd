import * as tf from '@tensorflow/tfjs'
import { type Case, kernelBench, normal } from './compare.ts'

function reluGradient(name: string, shape: number[]): Case {
  return {
    name,
    prepare() {
      const [dy, x] = [normal(shape as never), normal(shape as never)]
      const call = (): unknown => {
        const { x: slope } = tf.getGradient('Relu').gradFunc(dy, [x], {})
        return slope!()
      }
      return { ours: call, stock: call }
    },
  }
}

function clip(name: string, shape: number[]): Case {
  return {
    name,
    prepare() {
      const x = normal(shape as never)
      const call = (): tf.Tensor => tf.clipByValue(x, -1, 1)
      return { ours: call, stock: call }
    },
  }
}

export const reluGradBench = kernelBench(
  'relu-grad',
  'the gradient of ReLU after the convolutions of LeNet and in the transformer',
  [reluGradient('conv1', [128, 28, 28, 6]), reluGradient('conv2', [128, 10, 10, 16]), reluGradient('MLP', [2048, 512])],
  'Step, Cast and Multiply',
)

export const clipByValueBench = kernelBench('clip-by-value', 'entries of a hidden layer set to two bounds', [
  clip('MLP of the transformer', [2048, 512]),
])

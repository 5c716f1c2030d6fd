import { type Composition, compose } from '../compose.ts'
import { requireFloat32 } from '../convolution/geometry.ts'
import { type ForwardAttributes, forwardInfo, isWrong, spreadsNaN } from '../convolution/window.ts'
import { type Call, type TrainingKernel, trainingKernel } from '../kernel.ts'
import type { TensorInfo } from '../tfjs.ts'

interface Epilogue {
  readonly bias?: TensorInfo | undefined
  readonly preluActivationWeights?: TensorInfo | undefined
}

interface Activation {
  readonly activation: string
  readonly leakyreluAlpha?: number | undefined
}

type Fused<Inputs, Attributes> = Call<Inputs & Epilogue, Attributes & Activation>

interface MatMulInputs {
  readonly a: TensorInfo
  readonly b: TensorInfo
}

interface MatMulAttributes {
  readonly transposeA: boolean
  readonly transposeB: boolean
}

interface ConvolutionInputs {
  readonly x: TensorInfo
  readonly filter: TensorInfo
}

/**
 * A product with its bias and activation, as layers ask for outside of training. Where the stock kernel is right, it does
 * all of it, but for ReLU and ReLU6, which follow in place: it turns NaN into a number there, and a network that has
 * died would go on predicting. Where it is not, the product, the bias and the activation are three kernels.
 *
 * @param isRight whether the stock kernel may do the product and the bias.
 */
function fused<Inputs extends object, Attributes extends object>(
  name: string,
  product: string,
  isRight: (call: Fused<Inputs, Attributes>) => boolean,
): TrainingKernel {
  return trainingKernel<Inputs & Epilogue, Attributes & Activation>({
    name,
    replaces: true,
    compute(call) {
      const { attrs, module, tf, stock } = call
      const { activation } = attrs
      const isOther = !(activation in activations)
      // Its own error, where it has one.
      if (isOther || (attrs as { dataFormat?: string }).dataFormat === 'NCHW') return stock()
      if (!isRight(call)) return inParts(call, product)
      if (activation !== 'relu' && activation !== 'relu6') return stock()
      const out = stock({ ...attrs, activation: 'linear' })
      const at = module.address(out)
      const size = tf.util.sizeFromShape(out.shape)
      if (activation === 'relu') module.exports.relu(at, at, size)
      else module.exports.clip(at, at, size, 0, 6)
      return out
    },
  })
}

/** What follows a product, of those that the stock kernels take. */
const activations: Readonly<
  Record<string, (run: Composition['run'], x: TensorInfo, more: Epilogue & Partial<Activation>) => TensorInfo>
> = {
  linear: (_, x) => x,
  relu: (run, x) => run('Relu', { x }),
  relu6: (run, x) => run('Relu6', { x }),
  elu: (run, x) => run('Elu', { x }),
  sigmoid: (run, x) => run('Sigmoid', { x }),
  leakyrelu: (run, x, { leakyreluAlpha }) => run('LeakyRelu', { x }, { alpha: leakyreluAlpha }),
  prelu: (run, x, { preluActivationWeights }) => run('Prelu', { x, alpha: preluActivationWeights }),
}

function inParts({ inputs, attrs, backend, tf }: Fused<object, object>, product: string): TensorInfo {
  const { bias, preluActivationWeights, ...operands } = inputs
  const { activation, leakyreluAlpha, ...attributes } = attrs
  const { run, keep, dispose } = compose(tf, backend)
  try {
    const made = run(product, operands, attributes)
    const moved = bias ? run('Add', { a: made, b: bias }) : made
    return keep(activations[activation]!(run, moved, { preluActivationWeights, leakyreluAlpha }))
  } finally {
    dispose()
  }
}

/**
 * The stock kernel adds the wrong entries of a bias where it leaves its fast path, for transposed matrices and several of
 * them, and fails where it has nothing to sum over or no columns.
 */
const matMul = fused<MatMulInputs, MatMulAttributes>('_FusedMatMul', 'BatchMatMul', ({ inputs, attrs, tf }) => {
  const { a, b, bias } = inputs
  // Its own error.
  if (a.dtype !== 'float32' || b.dtype !== 'float32') return true
  const n = b.shape.at(-1)
  const isOne = [a, b].every(({ shape }) => tf.util.sizeFromShape(shape.slice(0, -2)) === 1)
  const fits = !bias || (bias.shape.length === 1 && bias.shape[0] === n)
  return isOne && fits && tf.util.sizeFromShape(b.shape) > 0 && !attrs.transposeA && !attrs.transposeB
})

function convolution(name: string, product: string, depthwise: boolean): TrainingKernel {
  return fused<ConvolutionInputs, ForwardAttributes>(name, product, ({ inputs: { x, filter }, attrs, module, tf }) => {
    requireFloat32(name, { x, filter })
    const info = forwardInfo(tf, x, filter, attrs, depthwise)
    return !isWrong(info) && !spreadsNaN(module, filter, info)
  })
}

/** Products with a bias and an activation. */
export const fusedKernels: readonly TrainingKernel[] = [
  matMul,
  convolution('FusedConv2D', 'Conv2D', false),
  convolution('FusedDepthwiseConv2D', 'DepthwiseConv2dNative', true),
]

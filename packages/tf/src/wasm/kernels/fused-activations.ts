import { type TrainingKernel, trainingKernel } from '../kernel.ts'

interface Attributes {
  readonly activation: string
}

/**
 * A product with its bias and activation, as layers ask for outside of training: for ReLU and ReLU6 the stock kernel does
 * the product and the bias, and we the activation in place, because it turns NaN into a number there: a network that has
 * died would go on predicting.
 */
function fused(name: string): TrainingKernel {
  return trainingKernel<object, Attributes>({
    name,
    replaces: true,
    compute({ attrs, module, tf, stock }) {
      if (attrs.activation !== 'relu' && attrs.activation !== 'relu6') return stock()
      const out = stock({ ...attrs, activation: 'linear' })
      const at = module.address(out)
      const size = tf.util.sizeFromShape(out.shape)
      if (attrs.activation === 'relu') module.exports.relu(at, at, size)
      else module.exports.clip(at, at, size, 0, 6)
      return out
    },
  })
}

export const fusedActivations: readonly TrainingKernel[] = ['_FusedMatMul', 'FusedConv2D', 'FusedDepthwiseConv2D'].map(
  fused,
)

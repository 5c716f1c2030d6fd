import type { TrainingGradient } from '../gradient.ts'
import type { GradConfig, Tf } from '../tfjs.ts'

type Tensor = Parameters<GradConfig['gradFunc']>[1][number]

/**
 * The gradient of a sum of products by index notation, which TensorFlow.js has on no backend: in each operand it is one
 * more such sum, of dy and the other operand. For 'ij,jk->ik' they are 'ik,jk->ij' and 'ik,ij->jk'.
 */
export const einsumGradient: TrainingGradient = {
  name: 'Einsum',
  adds: true,
  make: (tf) => ({
    kernelName: 'Einsum',
    saveAllInputs: true,
    gradFunc(dy, saved, attributes) {
      const [from, to] = (attributes as unknown as { readonly equation: string }).equation
        .replace(/\s/g, '')
        .split('->')
      const operands = from!.split(',')
      return Object.fromEntries(
        saved.map((x, i) => [
          i,
          () => gradientIn(tf, x, operands[i]!, dy as Tensor, to!, saved[1 - i], operands[1 - i]),
        ]),
      )
    },
  }),
}

/** Axes that only this operand has are summed over: along them the gradient is the same. */
function gradientIn(
  tf: Tf,
  x: Tensor,
  axes: string,
  dy: Tensor,
  out: string,
  other: Tensor | undefined,
  otherAxes = '',
): Tensor {
  const run = (name: string, inputs: object, attributes: object): Tensor =>
    tf.engine().runKernel(name, inputs as never, attributes as never) as Tensor
  const kept = [...axes].filter((axis) => out.includes(axis) || otherAxes.includes(axis)).join('')
  // Where it is dy itself, nothing is run: the kernels of cpu and webgl give back their own input there, and the tape
  // of TensorFlow.js takes a tensor that is its own result twice, for which the second time is 0.
  if (!other && out === axes) return tf.getBackend() === 'wasm' ? dy : run('ZerosLike', { x: dy }, {})
  const gradient =
    !other && out === kept
      ? dy
      : run('Einsum', other ? [dy, other] : [dy], { equation: `${other ? `${out},${otherAxes}` : out}->${kept}` })
  const alone = [...axes].map((axis) => !kept.includes(axis))
  if (!alone.includes(true)) return gradient
  const shape = x.shape.map((extent, i) => (alone[i] ? 1 : extent))
  const reps = x.shape.map((extent, i) => (alone[i] ? extent : 1))
  return run('Tile', { x: run('Reshape', { x: gradient }, { shape }) }, { reps })
}

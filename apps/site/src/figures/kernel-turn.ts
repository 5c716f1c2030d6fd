import { exactNeuron, neuronFromBeta, neuronKernelDistance } from '@lazyrich/core/single-neuron'
import { END, type Path, START, TARGET } from './one-neuron.ts'

/**
 * How far the tangent kernel of one network of the picture has turned in the end. Apart from the paths, since the moving
 * picture, which draws them in the browser, has no use for it.
 */
export function kernelTurn({ delta }: Path): number {
  const start = neuronFromBeta(START, delta)
  const end = exactNeuron({ ...start, target: TARGET })
    .at([END])
    .at(0)
  return neuronKernelDistance(start)(end)
}

import { kernelDistance } from '@lazyrich/core/measures'
import { TfError } from '../errors.ts'
import { requireKernel, type TangentKernel } from './kernel-by.ts'

/** S of the whole kernel and of the part of every layer with parameters. */
export interface Distances {
  readonly whole: number
  readonly layers: { readonly [layer: string]: number }
}

/**
 * How far a tangent kernel is from an earlier one of the same network on the same probe, S = 1 − ⟨K₀, K_t⟩/(‖K₀‖‖K_t‖), by
 * core's function: from differences, in float64. NaN where a kernel is 0 or not finite. Of centred kernels where both are.
 *
 * @throws TfError for kernels of another form, side or network.
 */
export function kernelDistances(before: TangentKernel, after: TangentKernel): Distances {
  requireKernel('before', before)
  requireKernel('after', after)
  for (const name of ['form', 'side'] as const)
    if (before[name] !== after[name])
      throw new TfError(`after's ${name} is ${after[name]}: ${before[name]}, that of before, is accepted`)
  const [names, others] = [before, after].map(({ layers }) => Object.keys(layers).join(', '))
  if (names !== others) throw new TfError(`after has the layers ${others}: ${names}, those of before, are accepted`)
  const layers = Object.entries(before.layers).map(([layer, kernel]) => [
    layer,
    kernelDistance(kernel, after.layers[layer]!),
  ])
  return { whole: kernelDistance(before.whole, after.whole), layers: Object.fromEntries(layers) }
}

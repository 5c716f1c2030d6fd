import { TfError } from '../errors.ts'
import { dense } from '../layers/dense.ts'
import { normal } from '../layers/start.ts'
import { type Network, network } from '../networks/network.ts'

export interface DeepLinearOptions {
  /** Inputs, hidden layers, outputs: two or more. */
  readonly widths: readonly number[]
  /** The size of every layer at the start, or of each; 1 if left out, with which it keeps the mean square of its inputs. */
  readonly scale?: number | readonly number[]
}

/**
 * f = x W₁ W₂ … W_L: matrices and nothing else. Weights start from N(0, scale²/fan-in), as core's `deepLinearStart` does.
 * The layers are `W1`, `W2`, …
 *
 * @throws TfError for fewer than two widths, and scales that are not finite or not one for each layer.
 */
export function deepLinear({ widths, scale = 1 }: DeepLinearOptions): Network {
  const [inputs, ...outputs] = widths
  if (inputs === undefined || outputs.length === 0)
    throw new TfError(`widths has length ${widths.length}: inputs and outputs, at least, are accepted`)
  const scales = typeof scale === 'number' ? outputs.map(() => scale) : scale
  if (scales.length !== outputs.length || !scales.every(Number.isFinite))
    throw new TfError(`scale is [${scales.join(', ')}]: ${outputs.length} finite numbers, or one, are accepted`)
  return network(
    { axes: [inputs] },
    outputs.map((width, l) =>
      dense(width, { name: `W${l + 1}`, bias: false, start: (fanIn) => normal(scales[l]! / Math.sqrt(fanIn)) }),
    ),
  )
}

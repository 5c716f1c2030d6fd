import { type Names, refuse, requireNumber, requireOptions } from '../door.ts'
import { dense } from '../layers/dense.ts'
import { normal } from '../layers/start.ts'
import { type Network, network } from '../networks/network.ts'
import { requireExtents } from '../shape.ts'

export interface DeepLinearOptions {
  /** Inputs, hidden layers, outputs: two or more. */
  readonly widths: readonly number[]
  /** The size of every layer at the start, or of each; 1 if left out, with which it keeps the mean square of its inputs. */
  readonly scale?: number | readonly number[]
}

const KNOWN: Names<DeepLinearOptions> = { widths: true, scale: true }

/**
 * f = x W₁ W₂ … W_L: matrices and nothing else. Weights start from N(0, scale²/fan-in), as core's `deepLinearStart` does.
 * The layers are `W1`, `W2`, …
 *
 * @throws TfError for fewer than two widths, and scales that are not above 0 or not one for each layer.
 */
export function deepLinear(options: DeepLinearOptions): Network {
  requireOptions('deepLinear', options, KNOWN)
  const { widths, scale = 1 } = options
  requireExtents('deepLinear.widths', widths, { least: 2, accepted: '[inputs, …, outputs]' })
  const [inputs, ...outputs] = widths
  const scales: readonly number[] = Array.isArray(scale) ? scale : outputs.map(() => scale)
  if (scales.length !== outputs.length)
    refuse('deepLinear.scale', scale, `one number above 0, or a list of ${outputs.length}, one for each layer,`)
  for (let l = 0; l < scales.length; l++)
    requireNumber(Array.isArray(scale) ? `deepLinear.scale[${l}]` : 'deepLinear.scale', scales[l], { above: 0 })
  return network(
    { axes: [inputs!] },
    outputs.map((width, l) =>
      dense(width, { name: `W${l + 1}`, bias: false, start: (fanIn) => normal(scales[l]! / Math.sqrt(fanIn)) }),
    ),
  )
}

import { type Names, requireOptions } from '../door.ts'
import { attention } from '../layers/attention.ts'
import { dense, fanIn } from '../layers/dense.ts'
import { embedding } from '../layers/embedding.ts'
import { gelu } from '../layers/gelu.ts'
import { last } from '../layers/last.ts'
import type { Layer } from '../layers/layer.ts'
import { layerNorm } from '../layers/layer-norm.ts'
import { residual } from '../layers/residual.ts'
import { requireFactor, scale } from '../layers/scale.ts'
import { type Network, network } from '../networks/network.ts'
import { requireWhole } from '../shape.ts'

export interface TransformerOptions {
  /** Size of the alphabet. */
  readonly tokens: number
  /** Tokens of a datum; 4 if left out. */
  readonly length?: number
  readonly classes: number
  /** Features of a token, 128 if left out; heads divide them, 4 if left out. */
  readonly width?: number
  readonly heads?: number
  /** Neurons of each block's hidden layer, 512 if left out. */
  readonly hidden?: number
  /** 1 if left out. */
  readonly blocks?: number
  /** τ, by which the outputs are multiplied; 1 if left out. */
  readonly logitScale?: number
}

const KNOWN: Names<TransformerOptions> = {
  tokens: true,
  length: true,
  classes: true,
  width: true,
  heads: true,
  hidden: true,
  blocks: true,
  logitScale: true,
}

/**
 * The decoder of `grokking`: embeddings of tokens and positions from N(0, 1); blocks of causal attention and a hidden
 * layer with GELU, each with a way around and a layer norm behind it; a last norm, and a linear layer on the last token.
 * All else starts as in PyTorch.
 *
 * Only the last token is read, so that the last block computes it alone: keys and values of all tokens, but queries, the
 * hidden layer and norms of the last. That is exact.
 */
export function transformer(options: TransformerOptions): Network {
  requireOptions('transformer', options, KNOWN)
  const { tokens, length = 4, classes, width = 128, heads = 4, hidden = 512, blocks = 1, logitScale = 1 } = options
  for (const [name, count] of Object.entries({ tokens, length, classes, width, heads, hidden, blocks }))
    requireWhole(`transformer.${name}`, count)
  requireFactor('transformer.logitScale', logitScale)
  const linear = (units: number): Layer => dense(units, { biasStart: fanIn })
  const block = (isLast: boolean): Layer[] => [
    isLast
      ? residual([attention({ heads, queries: 'last' })], { shortcut: [last()] })
      : residual([attention({ heads })]),
    layerNorm(),
    residual([linear(hidden), gelu(), linear(width)]),
    layerNorm(),
  ]
  return network({ axes: [length], tokens }, [
    embedding(width),
    ...Array.from({ length: blocks }, (_, b) => block(b === blocks - 1)).flat(),
    layerNorm(),
    linear(classes),
    ...(logitScale === 1 ? [] : [scale(logitScale)]),
  ])
}

import {
  attention,
  averagePool,
  batchNorm,
  convolution,
  dense,
  embedding,
  flatten,
  gelu,
  type Layer,
  last,
  layerNorm,
  maxPool,
  relu,
  residual,
  type Shape,
  scale,
} from '../../src/layers/index.ts'
import { type Network, network } from '../../src/networks/network.ts'
import type { Batch } from '../../src/training/batch.ts'
import { type TorchCase, type TorchInput, type TorchLayer, torchInputs, torchLabels } from './torch-cases.ts'

/** The network of a case, from its layers in plain data. */
export function torchNetwork({ axes, input, layers }: TorchCase): Network {
  const shape: Shape = input.kind === 'tokens' ? { axes, tokens: input.tokens } : { axes }
  return network(shape, layers.flatMap(layersOf))
}

/** Its first batch, or another. */
export function torchBatch(given: TorchCase, input: TorchInput = given.input): Batch {
  return { inputs: torchInputs(given, input), labels: torchLabels(given), count: given.batch }
}

function layersOf(layer: TorchLayer): Layer[] {
  switch (layer.kind) {
    case 'dense': {
      const { out, bias, divisor = 1 } = layer
      return divisor === 1 ? [dense(out, { bias })] : [dense(out, { bias }), scale(1 / divisor)]
    }
    case 'convolution': {
      const { kind: _, out, ...options } = layer
      return [convolution(out, options)]
    }
    case 'max-pool':
      return [maxPool(layer.size)]
    case 'average-pool':
      return [averagePool(layer.size)]
    case 'relu':
      return [relu()]
    case 'gelu':
      return [gelu()]
    case 'flatten':
      return [flatten()]
    case 'batch-norm':
      return [batchNorm()]
    case 'layer-norm':
      return [layerNorm()]
    case 'scale':
      return [scale(layer.factor)]
    case 'residual':
      return [residual(layer.layers.flatMap(layersOf))]
    case 'embedding':
      return [embedding(layer.out)]
    case 'attention': {
      const { kind: _, ...options } = layer
      return [attention(options)]
    }
    case 'last-token':
      return [last()]
  }
}

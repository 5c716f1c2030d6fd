import type { LearningRate } from '../learning-rate.ts'
import type { Metric } from '../port/experiment.ts'
import { type NumberParameter, number } from '../port/parameter.ts'
import { deltasOf, type ReluNetwork } from '../two-layer-relu/network.ts'

/** The parameters that every start of a two-layer network has. */
export const tauAndDelta: { readonly tau: NumberParameter; readonly delta: NumberParameter } = {
  tau: number('overall scale of the start: |a|‖w‖ = τ²', 0.1, { min: 1e-6, max: 1e3 }),
  delta: number('unbalance δ = η_w a² − η_a‖w‖² of every neuron at the start', 0, { min: -1e6, max: 1e6 }),
}

/** Rates of the two layers, by which the step is multiplied. */
export const layerRateParameters: {
  readonly 'learningRate.a': NumberParameter
  readonly 'learningRate.w': NumberParameter
} = {
  'learningRate.a': number('learning rate η_a of the readouts: their step is step size × η_a', 1, {
    min: 1e-6,
    max: 1e6,
  }),
  'learningRate.w': number('learning rate η_w of the input weights: their step is step size × η_w', 1, {
    min: 1e-6,
    max: 1e6,
  }),
}

/** How long a descent is. */
export const descentLength: { readonly steps: NumberParameter } = {
  steps: number('steps of full-batch gradient descent', 10_000, {
    unit: 'steps',
    min: 1,
    max: 1e9,
    integer: true,
    changeable: true,
  }),
}

/** The rates as the mathematics takes them. */
export function ratesOf(parameters: {
  readonly 'learningRate.a': number
  readonly 'learningRate.w': number
}): LearningRate {
  return { a: parameters['learningRate.a'], w: parameters['learningRate.w'] }
}

const linear = (label: string, meaning: string): Metric => ({ label, meaning, unit: '', scale: 'linear' })
const log = (label: string, meaning: string): Metric => ({ label, meaning, unit: '', scale: 'log' })

/** Metrics that experiments on two-layer networks share. */
export const reluMetrics: {
  readonly [name in
    | 'loss'
    | 'kernelDistance'
    | 'kernelNorm'
    | 'kernelAlignment'
    | 'hammingDistance'
    | 'parameterDistance'
    | 'turning'
    | 'deltaDrift']: Metric
} = {
  loss: log('loss', 'mean squared error on the inputs'),
  kernelDistance: linear('kernel distance', 'turn of the tangent kernel since the start; 0 is lazy'),
  kernelNorm: log('kernel norm', 'size of the tangent kernel: how fast outputs can move'),
  kernelAlignment: linear(
    'kernel alignment',
    'cosine between the tangent kernel and that of the targets, yyᵀ; it rises before the loss falls where alignment is silent',
  ),
  hammingDistance: linear('Hamming distance', 'share of (input, neuron) pairs whose activity has flipped'),
  parameterDistance: linear('parameter distance', 'how far from the start, in a straight line, all weights together'),
  turning: {
    ...linear('turning', 'angle between a neuron and where it pointed at the start, mean over neurons'),
    unit: 'degrees',
  },
  deltaDrift: log(
    'drift of δ',
    'largest change of a neuron’s δ, which gradient flow conserves and finite steps do not',
  ),
}

/** The largest change of a neuron's δ since now. */
export function driftOfDelta(network: ReluNetwork, learningRate: LearningRate): () => number {
  const start = deltasOf(network, learningRate)
  return () => deltasOf(network, learningRate).reduce((most, now, k) => Math.max(most, Math.abs(now - start[k]!)), 0)
}

/** Mean angle between the neurons of a two-input network and where they point now, in degrees. */
export function turningOf(W: Float64Array): () => number {
  const start = W.slice()
  return () => {
    let sum = 0
    for (let p = 0; p < W.length; p += 2) {
      const [x, y, x0, y0] = [W[p]!, W[p + 1]!, start[p]!, start[p + 1]!]
      sum += Math.abs(Math.atan2(x0 * y - y0 * x, x0 * x + y0 * y))
    }
    return ((sum * 2) / W.length) * (180 / Math.PI)
  }
}

/** |a_k| w_k of every neuron: its share of f, and where it points. */
export function weighted({ W, a }: ReluNetwork): Float64Array {
  const inputs = W.length / a.length
  return W.map((entry, p) => entry * Math.abs(a[Math.floor(p / inputs)]!))
}

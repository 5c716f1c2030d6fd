import { LazyrichError } from '../errors.ts'
import type { Metric } from '../port/experiment.ts'
import { type NumberParameter, number, type Parameters, type Sides } from '../port/parameter.ts'
import { linear, log } from './metric.ts'
import { type RateParameters, rateParameters } from './rates.ts'

/** The parameters that every start of a two-layer network has. */
export const tauAndDelta: { readonly tau: NumberParameter; readonly delta: NumberParameter } = {
  tau: number('overall scale of the start: |a|‖w‖ = τ²', 0.1, { symbol: 'τ', min: 1e-6, max: 1e3 }),
  delta: number('unbalance δ = η_w a² − η_a‖w‖² of every neuron at the start', 0, {
    symbol: 'δ',
    min: -1e6,
    max: 1e6,
  }),
}

const regimesOfDelta: Sides = { value: 0, below: 'downstream', at: 'balanced', above: 'upstream' }

/** The same, with δ named by its regime, for comparisons of regimes. */
export const tauAndRegime: typeof tauAndDelta = {
  ...tauAndDelta,
  delta: { ...tauAndDelta.delta, sides: regimesOfDelta },
}

/** One run in each regime. */
export const regimes: readonly { readonly set: Parameters }[] = [1, 0, -1].map((delta) => ({ set: { delta } }))

/** How many neurons a student of mirrored pairs has. */
export function pairedNeurons(most: number): NumberParameter {
  return number('neurons m of the student, in mirrored pairs (same w, opposite a)', 50, {
    symbol: 'm',
    min: 2,
    max: most,
    integer: true,
  })
}

/** Refuses half a pair. */
export function requirePairs({ neurons }: { readonly neurons: number }): void {
  if (neurons % 2 !== 0)
    throw new LazyrichError(`neurons is ${neurons}: an even number is accepted, since neurons come in mirrored pairs`)
}

/** How many neurons the teacher has. */
export function teacherNeurons(most: number): NumberParameter {
  return number('neurons m₀ of the teacher, unit vectors with signs ±1', 3, {
    symbol: 'm₀',
    min: 1,
    max: most,
    integer: true,
  })
}

/** The step of a descent. */
export const stepSize: NumberParameter = number('step size of the descent, in flow time', 1e-2, {
  symbol: 'η',
  min: 1e-12,
  max: 1e3,
  changeable: true,
})

/** Rates of the two layers, by which the step is multiplied. */
export const layerRateParameters: RateParameters = rateParameters(
  'learning rate η_a of the readouts: their step is step size × η_a',
  'learning rate η_w of the input weights: their step is step size × η_w',
)

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
    | 'deltaDrift'
    | 'deltaLedger']: Metric
} = {
  loss: log('loss', 'mean squared error on the inputs'),
  kernelDistance: linear('kernel distance', 'turn of the tangent kernel since the start; 0 is lazy'),
  kernelNorm: log('kernel norm', 'size of the tangent kernel: how fast outputs can move'),
  kernelAlignment: linear(
    'kernel alignment',
    'cosine between the tangent kernel and that of the targets, yyᵀ; in silent alignment it rises before the loss falls',
  ),
  hammingDistance: linear('Hamming distance', 'share of (input, neuron) pairs whose activity has flipped'),
  parameterDistance: linear('parameter distance', 'straight-line distance of all weights from their start'),
  turning: linear('turning', 'angle between a neuron and where it pointed at the start, mean over neurons', 'degrees'),
  deltaDrift: {
    ...log('drift of δ', 'largest change of a neuron’s δ, which gradient flow conserves and finite steps do not'),
    exact: 'deltaLedger',
  },
  deltaLedger: log(
    'drift of δ, predicted',
    'the same from the squared steps alone, Σ η²(g_a² − ‖g_w‖²): exact for descent, and still during flow',
  ),
}

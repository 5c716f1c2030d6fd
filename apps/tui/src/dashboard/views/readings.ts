import { formatNumber } from '../../draw/format.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { type Axis, largestUntil } from './largest-so-far.ts'

/** What is seen of one metric: its value at the moment, and where it was at first. */
interface Seen {
  readonly name: string
  readonly value: number
  readonly first: number
  readonly run: SceneRun
  readonly axis: Axis
}

/** How a metric is read. */
interface Reading {
  /** What it is, for a student. */
  readonly what: string
  /** What lazy and rich look like, or what it is good for where it tells neither. */
  readonly regimes?: string
  /** After the run's letter: what is seen of it. The value is finite. */
  seen(seen: Seen): string
  /** Where a value that is not a number means something. */
  readonly absent?: string
}

const number = formatNumber
/** Errors are told by their size alone. */
const brief = (value: number): string => formatNumber(value, 1)

/** In few signs: 12 %, 0.3 %, <0.1 %; what has blown up as 4·10²⁸ %. */
function percent(share: number): string {
  const size = 100 * share
  if (!(Math.abs(size) < 1e4)) return `${brief(size)} %`
  if (size > 0 && size < 0.1) return '<0.1 %'
  return `${size < 10 && size > 0 ? size.toFixed(1) : size.toFixed(0)} %`
}

/** Below 1 % a kernel is within 8° of where it was (1 − cos 8° = 0.01): no picture shows that turn. */
const HARDLY = 0.01

const lossOf = (what: string): Reading => ({
  what,
  regimes: 'lazy falls evenly, rich may wait',
  seen: ({ value, first }) =>
    first > 0 && Number.isFinite(first) ? `is at ${percent(value / first)} of its first` : `is at ${number(value)}`,
})

const isAt = (what: string, regimes?: string): Reading => ({
  what,
  ...(regimes ? { regimes } : {}),
  seen: ({ value }) => `is at ${number(value)}`,
})

/** Errors and drifts tell how well the numbers hold, not how a network learns. */
const errorOf = (what: string, meaning: string): Reading => ({
  what,
  regimes: meaning,
  seen: ({ run, name, axis }) => `at most ${brief(largestUntil(run, name, axis))}`,
})

const mode = (k: number): Reading => ({
  what: `singular value ${k} of the product`,
  regimes: 'rich: one by one, lazy: all at once',
  seen: ({ value }) => `is at ${number(value)}`,
})

/** By metric: a name means the same in every experiment. */
const readings: { readonly [metric: string]: Reading } = {
  loss: lossOf('the error'),
  testLoss: lossOf('the error on fresh inputs'),
  kernelDistance: {
    what: 'turn of the tangent kernel',
    regimes: 'lazy stays at 0, rich turns',
    seen: ({ value }) => (value < HARDLY ? `has hardly turned, ${number(value)}` : `has turned by ${number(value)}`),
  },
  kernelNorm: {
    what: 'size of the kernel',
    regimes: 'lazy keeps it, rich may grow it',
    seen: ({ value, first }) => (first > 0 ? `has ${number(value / first)} times its first` : `is at ${number(value)}`),
  },
  kernelAlignment: {
    what: 'cosine of kernel and targets',
    regimes: 'lazy keeps it, rich may raise it',
    seen: ({ value, first }) => `from ${number(first)} to ${number(value)}`,
  },
  hammingDistance: {
    what: 'share of activities flipped',
    regimes: 'lazy few, upstream many early',
    seen: ({ value }) => `has flipped ${percent(value)}`,
  },
  parameterDistance: {
    what: 'way of all weights from their start',
    regimes: 'lazy: near; upstream too',
    seen: ({ value }) => `is ${number(value)} away`,
  },
  turning: {
    what: 'angle of neurons from their start',
    regimes: 'lazy and downstream hardly turn',
    seen: ({ value, run }) => `by ${value.toFixed(value < 10 ? 1 : 0)}°${turningTheory(run)}`,
  },
  teacherAlignment: {
    what: 'cosine with the nearest teacher neuron',
    regimes: 'rich nears 1, lazy stays',
    seen: ({ value, first }) => `from ${number(first)} to ${number(value)}`,
  },
  outputSize: {
    what: 'size of f on the points (labels ±1)',
    regimes: 'rich turns lines while small',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  testError: {
    what: 'wrong answers, held-out data',
    regimes: 'upstream needs fewer samples',
    seen: ({ value }) => `has ${percent(value)} wrong`,
  },
  trainError: {
    what: 'wrong answers, training data',
    regimes: 'the test error is what counts',
    seen: ({ value }) => `has ${percent(value)} wrong`,
  },
  deltaDrift: {
    what: 'drift of δ',
    regimes: 'the flow keeps δ, and so the regime',
    seen: ({ run, axis }) => driftSeen(run, axis),
  },
  conservedDrift: errorOf('drift of what the flow conserves', 'an error, neither lazy nor rich'),
  exactError: errorOf('flow minus closed form', 'an error, neither lazy nor rich'),
  descended: {
    what: 'steps taken by descent, the others by flow',
    seen: ({ value }) => `has taken ${value.toLocaleString('en-US')}`,
  },
  difference: {
    what: 'flow against descent, estimated, over the way of the weights',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  signedMagnitude: {
    what: 'signed size of β = a w',
    regimes: 'ends at ±‖β*‖ for every δ',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  alignment: {
    what: 'cosine between w and β*',
    regimes: 'upstream early, downstream late',
    seen: ({ value, first }) => `from ${number(first)} to ${number(value)}`,
  },
  limitDistance: {
    what: 'way from β to its predicted end',
    regimes: 'falls to 0 for every δ',
    seen: ({ value }) => `has ${number(value)} to go`,
    absent: 'has no predicted end',
  },
  alongLine: isAt('place along the line of solutions', 'each δ ends at a place of its own'),
  a: isAt('the readout a', 'its sign is the basin it ends in'),
  along: isAt('part of w along β*', '0 at the saddle'),
  w1: isAt('first input weight'),
  w2: isAt('second input weight'),
  nu: { ...isAt('ν = (w/a)ᵀβ*', 'its sign is that of βᵀβ*'), absent: 'is at ±∞ (a = 0)' },
  surfaceCoordinate: {
    what: 'distance from the surface z₊ = 0',
    regimes: 'a ends with its sign',
    seen: ({ value }) => `is ${number(value)} off`,
  },
  escapeTime: {
    what: 'when the saddle is left, known before the run',
    regimes: 'far downstream late',
    seen: ({ value }) => `leaves at ${number(value)}`,
    absent: 'never leaves',
  },
  hyperbolicEntropy: {
    what: '1 is ℓ²-like, up to √rank is ℓ¹-like',
    regimes: 'rich near δ = 0: ℓ¹, lazy far from it: ℓ²',
    seen: ({ value }) => `is at ${number(value)}`,
    absent: 'starts from β = 0',
  },
  mode1: mode(1),
  mode2: mode(2),
  mode3: mode(3),
  mode4: mode(4),
}

/** One line on a metric: what it is, what lazy and rich would look like, what is seen of the selected run, theory. */
export function about(name: string, { plan, selected }: Scene, theory?: string): string {
  const metric = plan.experiment.metrics[name]!
  const reading = readings[name] ?? isAt(metric.meaning)
  const value = selected.moment?.metrics[name]
  const seen = where(selected, () => {
    if (value === undefined || Number.isNaN(value)) return reading.absent ?? 'has no value here'
    if (!Number.isFinite(value)) return reading.absent ?? 'has left the range of numbers'
    const first = selected.history.length > 0 ? selected.history.at(0).metrics[name]! : Number.NaN
    return reading.seen({ name, value, first, run: selected, axis: plan.experiment.axis })
  })
  return line(reading.what, reading.regimes, seen, theory)
}

/** δ's drift against δ itself: the regime holds while it is a small part. */
function driftSeen(run: SceneRun, axis: Axis): string {
  const { delta } = run.planned.parameters
  const most = brief(largestUntil(run, 'deltaDrift', axis))
  return typeof delta === 'number' ? `at most ${most}, δ = ${brief(delta)}` : `at most ${most}`
}

/**
 * How much a neuron turns for growing by a factor e at the start, as a share of what one far upstream would in the same
 * gradient: (κ + δ)/(2κ) with κ = √(δ² + 4 η_a η_w τ⁴): 1 far
 * upstream, ½ balanced, 0 far downstream (Kunin et al. 2024, section 5).
 */
export function turningShare(parameters: SceneRun['planned']['parameters']): number | undefined {
  const { tau, delta, 'learningRate.a': a = 1, 'learningRate.w': w = 1 } = parameters
  if (typeof tau !== 'number' || typeof delta !== 'number') return undefined
  const kappa = Math.hypot(delta, 2 * Math.sqrt(Number(a) * Number(w)) * tau ** 2)
  return (kappa + delta) / (2 * kappa)
}

function turningTheory({ planned }: SceneRun): string {
  const share = turningShare(planned.parameters)
  return share === undefined ? '' : `; theory: ${number(share)} of the turning far upstream, at first`
}

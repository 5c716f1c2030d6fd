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
  /** After the run's name: what is seen of it. The value is finite. */
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
  regimes: 'lazy falls steadily, rich may wait on plateaus',
  seen: ({ value, first }) =>
    first > 0 && Number.isFinite(first)
      ? `is at ${percent(value / first)} of its first value`
      : `is at ${number(value)}`,
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
  seen: ({ run, name, axis }) => `is off by at most ${brief(largestUntil(run, name, axis))}`,
})

const mode = (k: number): Reading => ({
  what: `singular value ${k} of the product`,
  regimes: 'rich networks learn them one by one, lazy ones all at once',
  seen: ({ value }) => `is at ${number(value)}`,
})

/** By metric: a name means the same in every experiment. */
const readings: { readonly [metric: string]: Reading } = {
  loss: lossOf('the training error'),
  testLoss: lossOf('the error on fresh inputs'),
  kernelDistance: {
    what: 'how far the tangent kernel has turned',
    regimes: 'lazy stays near 0, rich turns',
    seen: ({ value }) => (value < HARDLY ? `has hardly turned (${number(value)})` : `has turned by ${number(value)}`),
  },
  kernelNorm: {
    what: 'the size of the kernel',
    regimes: 'lazy keeps it, rich can grow it',
    seen: ({ value, first }) =>
      first > 0 ? `has ${number(value / first)} times its first value` : `is at ${number(value)}`,
  },
  kernelAlignment: {
    what: 'cosine between the kernel and the targets',
    regimes: 'lazy keeps it, rich can raise it',
    seen: ({ value, first }) => `went from ${number(first)} to ${number(value)}`,
  },
  hammingDistance: {
    what: 'the share of activations switched on or off',
    regimes: 'lazy flips few, upstream rich many and early',
    seen: ({ value }) => `has flipped ${percent(value)} of its activations`,
  },
  parameterDistance: {
    what: 'how far all weights have moved',
    regimes: 'lazy runs stay close, and so do upstream ones',
    seen: ({ value }) => `has moved ${number(value)} from its start`,
  },
  turning: {
    what: 'mean angle to the start',
    regimes: 'lazy and downstream hardly turn',
    seen: ({ value }) => `has turned its neurons by ${value.toFixed(value < 10 ? 1 : 0)}°`,
  },
  teacherAlignment: {
    what: 'cosine with the nearest teacher neuron',
    regimes: 'rich gets close to 1, lazy stays where it was',
    seen: ({ value, first }) => `went from ${number(first)} to ${number(value)}`,
  },
  outputSize: {
    what: 'the size of f on the points, whose labels are ±1',
    regimes: 'rich networks turn their lines while it is small',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  testError: {
    what: 'wrong answers on held-out data',
    regimes: 'upstream networks need fewer samples',
    seen: ({ value }) => `gets ${percent(value)} wrong`,
  },
  trainError: {
    what: 'wrong answers on the training data',
    regimes: 'both regimes reach 0; only the test error tells them apart',
    seen: ({ value }) => `gets ${percent(value)} wrong`,
  },
  deltaDrift: {
    what: 'how far δ has drifted',
    regimes: 'the flow conserves δ, and with it the regime',
    seen: ({ run, axis }) => driftSeen(run, axis),
  },
  conservedDrift: errorOf('the drift of what the flow conserves', 'a numerical error, in both regimes'),
  exactError: errorOf('integrated flow minus closed form', 'a numerical error, in both regimes'),
  descended: {
    what: 'steps of gradient descent; the others follow the flow',
    seen: ({ value }) => `has taken ${value.toLocaleString('en-US')} steps of descent`,
  },
  difference: {
    what: 'estimated difference between flow and descent, relative to how far the weights moved',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  signedMagnitude: {
    what: 'the signed size of β = a w',
    regimes: 'it ends at ±‖β*‖ for every δ',
    seen: ({ value }) => `is at ${number(value)}`,
  },
  alignment: {
    what: 'cosine between w and β*',
    regimes: 'upstream aligns early, downstream late',
    seen: ({ value, first }) => `went from ${number(first)} to ${number(value)}`,
  },
  limitDistance: {
    what: 'distance from β to its predicted end',
    regimes: 'it falls to 0 for every δ',
    seen: ({ value }) => `has ${number(value)} to go`,
    absent: 'has no predicted end',
  },
  alongLine: isAt('position along the line of solutions', 'each δ ends somewhere else'),
  a: isAt('the readout a', 'its sign is the basin it ends in'),
  along: isAt('the component of w along β*', '0 at the saddle'),
  w1: isAt('the first input weight'),
  w2: isAt('the second input weight'),
  nu: { ...isAt('ν = (w/a)ᵀβ*', 'its sign is that of βᵀβ*'), absent: 'is at ±∞ (a = 0)' },
  surfaceCoordinate: {
    what: 'signed distance from the surface z₊ = 0',
    regimes: 'a ends with its sign',
    seen: ({ value }) => `is ${number(Math.abs(value))} ${value < 0 ? 'below' : 'above'} the surface`,
  },
  escapeTime: {
    what: 'when a run leaves the saddle, predicted before it starts',
    regimes: 'far downstream runs leave late',
    seen: ({ value }) => `leaves the saddle at ${number(value)}`,
    absent: 'never leaves the saddle',
  },
  hyperbolicEntropy: {
    what: '1 means ℓ²-like; up to √rank, ℓ¹-like',
    regimes: 'rich runs near δ = 0 favour ℓ¹, lazy ones far from it ℓ²',
    seen: ({ value }) => `is at ${number(value)}`,
    absent: 'starts from β = 0',
  },
  mode1: mode(1),
  mode2: mode(2),
  mode3: mode(3),
  mode4: mode(4),
}

/** One line on a metric: what is seen of the selected run, what it is, theory, what lazy and rich would look like. */
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
  return line(seen, theory ?? (name === 'turning' ? turningTheory(selected) : undefined), reading.what, reading.regimes)
}

/** δ's drift against δ itself: the regime holds while it is a small part. */
function driftSeen(run: SceneRun, axis: Axis): string {
  const { delta } = run.planned.parameters
  const most = brief(largestUntil(run, 'deltaDrift', axis))
  return typeof delta === 'number'
    ? `has drifted by at most ${most}, δ = ${brief(delta)}`
    : `has drifted by at most ${most}`
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

function turningTheory({ planned }: SceneRun): string | undefined {
  const share = turningShare(planned.parameters)
  return share === undefined ? undefined : `theory: ${number(share)} of the turning far upstream, at first`
}

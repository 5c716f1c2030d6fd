import type { Rates } from '../../learning-rate.ts'
import type { WhitenedProblem } from '../neuron.ts'
import { type Rate, rateOf } from './decay.ts'
import {
  add,
  divide,
  exactDot,
  exponentOf,
  multiply,
  negative,
  ONE,
  type Pair,
  productOf,
  scaleByPower,
  scalePair,
  squareRoot,
  ZERO,
} from './double-double.ts'

/**
 * The linear flow behind a neuron's closed form, v̇ = [[δ/2, bᵀ], [b, −δ/2]] v, v(0) = (â₀, ŵ₀) = (√η_w a₀, √η_a w₀),
 * b = √(η_aη_w) β*, in units of powers of two that bring the start and the larger of |δ| and ‖b‖ near 1. Nothing
 * overflows, and what is tiny beside the rest is truly tiny, not an artefact of units. Times are in units of
 * 2^−timeExponent.
 */
export interface LinearFlow {
  readonly timeExponent: number
  /** 2^oneExponent is the 1 of 1 + ∫‖v‖² in these units. */
  readonly oneExponent: number
  /** From v/√(…) to a and to w: times factor, times 2^exponent. */
  readonly readout: { readonly factor: number; readonly exponent: number }
  readonly weights: { readonly factor: number; readonly exponent: number }
  /** δ in the caller's units, in those of â₀² + ‖ŵ₀‖² = `squared`, and in those of the flow. */
  readonly delta: number
  readonly ownDelta: number
  readonly unbalance: number
  /** 2λ, λ + δ/2, |δ| and λ + |δ|/2. */
  readonly rates: { readonly end: Rate; readonly saddle: Rate; readonly unbalance: Rate; readonly large: Rate }
  /** λ, in the caller's units. */
  readonly lambda: number
  /** The unit eigenvector of +λ in the plane of a and β*. */
  readonly cos: number
  readonly sin: number
  /** v(0) in that plane, along the axes (â₀, uᵀŵ₀) and along the eigenvectors (z₊, ±z₋). */
  readonly q: number
  readonly p: number
  readonly up: number
  readonly down: number
  /** The sum of the absolute terms of z₊, and â₀² + ‖ŵ₀‖²: what rounding is measured against. */
  readonly upTerms: number
  readonly squared: number
  readonly hasTarget: boolean
  /** b/‖b‖ (0 if b = 0), and ŵ₀ without its part along it. */
  readonly direction: Float64Array
  readonly across: Float64Array
  readonly acrossSquared: number
}

/** What rounding leaves of a zero difference in twice the precision; anything smaller counts as 0. */
const noise = (d: number): number => (d + 8) * 2 ** -104

/** Half the exponent of x, rounded down: x = 4^halfExponent · [1, 4). */
const halfExponentOf = (x: number): number => Math.floor(exponentOf(x) / 2)

function largest(list: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < list.length; i++) most = Math.max(most, Math.abs(list[i]!))
  return most
}

/** The numbers times 2^exponent, in an array of their own. */
export function scaled(list: ArrayLike<number>, exponent: number): Float64Array {
  const result = new Float64Array(list.length)
  const half = 2 ** Math.floor(exponent / 2) // all at once may leave the range of doubles
  const other = exponent % 2 === 0 ? half : 2 * half
  for (let i = 0; i < list.length; i++) result[i] = list[i]! * half * other
  return result
}

/** What stands in for the exponent of 0. */
const orElse = (exponent: number, other: number): number => (exponent === -Infinity ? other : exponent)

const differs = (x: Pair, terms: number, d: number): boolean => Math.abs(x.hi) > noise(d) * terms

/**
 * Everything about a problem that does not depend on time. δ, λ, z₊ and the part of ŵ₀ across β* are differences of
 * larger numbers, so they are computed in twice the precision: next to the saddle, at δ near 0 and over the 700
 * e-foldings of a tiny start, the closed form then treats the given doubles as exact. O(d), about 100 operations per
 * entry.
 */
export function linearFlow({ a0, w0, target }: WhitenedProblem, learningRate: Rates): LinearFlow {
  const d = w0.length
  const rateExponentA = halfExponentOf(learningRate.a)
  const rateExponentW = halfExponentOf(learningRate.w)
  const rootA = squareRoot({ hi: scaleByPower(learningRate.a, -2 * rateExponentA), lo: 0 })
  const rootW = squareRoot({ hi: scaleByPower(learningRate.w, -2 * rateExponentW), lo: 0 })

  const mostOfTarget = largest(target)
  const targetExponent = orElse(exponentOf(mostOfTarget), 0)
  const direction = scaled(target, -targetExponent)
  const startExponent = orElse(
    Math.max(exponentOf(a0) + rateExponentW, exponentOf(largest(w0)) + rateExponentA),
    rateExponentW,
  )
  const across = scaled(w0, rateExponentA - startExponent)

  const hasTarget = mostOfTarget !== 0
  const bb = hasTarget ? exactDot(direction, direction).value : ONE // instead of 0, to be divided by
  const length = squareRoot(bb)
  const ww = multiply(multiply(rootA, rootA), exactDot(across, across).value)
  const bw = exactDot(direction, across)
  const q = multiply(rootW, { hi: scaleByPower(a0, rateExponentW - startExponent), lo: 0 })
  const p = divide(multiply(rootA, bw.value), length)

  const qq = multiply(q, q)
  const squared = qq.hi + ww.hi
  const difference = add(qq, negative(ww))
  const ownDelta = differs(difference, squared, d) ? difference : ZERO
  const ownLength = hasTarget ? multiply(multiply(rootA, rootW), length) : ZERO
  const lengthExponent = targetExponent + rateExponentA + rateExponentW
  const largestExponent = Math.max(
    exponentOf(ownDelta.hi) + 2 * startExponent,
    exponentOf(ownLength.hi) + lengthExponent,
  )
  const timeExponent = 2 * Math.ceil(orElse(largestExponent, 2 * startExponent) / 2)

  // λ ± δ/2 and the eigenvector, the smaller values from products: (λ + δ/2)(λ − δ/2) = s².
  const delta = scalePair(ownDelta, 2 * startExponent - timeExponent)
  const s = scalePair(ownLength, lengthExponent - timeExponent)
  const upstream = delta.hi >= 0
  const unbalance = upstream ? delta : negative(delta)
  const half = scalePair(unbalance, -1)
  const lambda = squareRoot(add(multiply(half, half), multiply(s, s)))
  const large = add(lambda, half)
  const ratio = large.hi === 0 ? ZERO : divide(s, large)
  const major = lambda.hi === 0 ? 1 : Math.sqrt(large.hi / (2 * lambda.hi))
  const minor = ratio.hi * major
  const first = upstream ? q : p
  const second = upstream ? p : q
  const sum = add(first, multiply(ratio, second))
  const qTerms = Math.abs(q.hi)
  const pTerms = (rootA.hi * bw.size) / length.hi
  const sumTerms = upstream ? qTerms + ratio.hi * pTerms : ratio.hi * qTerms + pTerms

  // ŵ₀ across β*: w − (β*ᵀw/‖β*‖²) β*, and β* by its length.
  const share = divide(bw.value, bb)
  let acrossSquared = 0
  for (let j = 0; j < d; j++) {
    const x = direction[j]!
    const y = across[j]!
    const along = productOf(share.hi, x)
    const rest = y - along.hi - (along.lo + share.lo * x)
    const aside = (d === 1 && hasTarget) || Math.abs(rest) <= noise(d) * Math.abs(y) ? 0 : rootA.hi * rest
    across[j] = aside
    acrossSquared += aside * aside
    direction[j] = x / length.hi
  }

  return {
    timeExponent,
    oneExponent: timeExponent - 2 * startExponent,
    readout: { factor: 1 / rootW.hi, exponent: timeExponent / 2 - rateExponentW },
    weights: { factor: 1 / rootA.hi, exponent: timeExponent / 2 - rateExponentA },
    delta: scaleByPower(ownDelta.hi, 2 * startExponent),
    ownDelta: ownDelta.hi,
    unbalance: delta.hi,
    hasTarget,
    rates: {
      end: rateOf(scalePair(lambda, 1)),
      saddle: rateOf(upstream ? large : multiply(ratio, s)),
      unbalance: rateOf(unbalance),
      large: rateOf(large),
    },
    lambda: scaleByPower(lambda.hi, timeExponent),
    cos: upstream ? major : minor,
    sin: upstream ? minor : major,
    q: q.hi,
    p: p.hi,
    up: differs(sum, sumTerms, d) ? major * sum.hi : 0,
    down: major * (second.hi - ratio.hi * first.hi),
    upTerms: major * sumTerms,
    squared,
    direction,
    across,
    acrossSquared,
  }
}

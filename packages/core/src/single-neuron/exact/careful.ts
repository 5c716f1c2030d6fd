import type { Parts } from './block.ts'
import { decayOf } from './decay.ts'
import { exponentOf, scaleByPower, type Wide } from './double-double.ts'
import type { LinearFlow } from './linear-flow.ts'

const ONE: Wide = { mantissa: 1, exponent: 0 }

function wide(x: number): Wide {
  const exponent = exponentOf(x)
  return { mantissa: scaleByPower(x, -exponent), exponent }
}

/** The product of numbers whose mantissas are near 1. */
function product(...factors: readonly Wide[]): Wide {
  let mantissa = 1
  let exponent = 0
  for (const factor of factors) {
    mantissa *= factor.mantissa
    exponent += factor.exponent
  }
  return { mantissa, exponent }
}

/** The closed form at one time > 0 (in the flow's units), whatever the size of its terms. */
export function carefulForm(flow: LinearFlow, t: number, parts: Parts, i: number): void {
  const { rates, unbalance, q, p, up, down, cos, sin, acrossSquared, readout, weights } = flow
  const downstream = unbalance < 0
  // (1 − e^{−rate·t})/rate, t at rate 0.
  const over = (rate: number): Wide => wide(rate === 0 ? t : -Math.expm1(-rate * t) / rate)
  const alongTime = over(rates.end.value)
  const acrossTime = over(rates.unbalance.value)
  const E = decayOf(rates.end, t)
  const D = decayOf(rates.saddle, t)

  // How much of the start is left in q, p∥ and p⊥, and how much of their squares, relative to the largest growth.
  const saddle = up === 0 && downstream && acrossSquared !== 0
  const [start, aside, first, second] =
    up !== 0
      ? [E, D, E, downstream ? product(D, D) : E]
      : saddle
        ? [decayOf(rates.large, t), ONE, decayOf(rates.unbalance, t), ONE]
        : [decayOf(rates.end, t / 2), decayOf(rates.unbalance, t / 2), ONE, ONE]
  const squares = [
    product({ mantissa: 1, exponent: flow.oneExponent }, first),
    product(wide(up), wide(up), alongTime),
    product(wide(down), wide(down), first, alongTime),
    product(wide(acrossSquared), second, acrossTime),
  ]
  const even = 2 * Math.ceil(Math.max(...squares.map(({ exponent }) => exponent)) / 2)
  let sum = 0
  for (const { mantissa, exponent } of squares) sum += scaleByPower(mantissa, exponent - even)
  const root = Math.sqrt(sum)

  const grown = product(wide(up), wide(rates.end.value), alongTime)
  const part = (terms: readonly Wide[], { factor, exponent }: LinearFlow['readout']): number => {
    let value = 0
    for (const term of terms)
      value += scaleByPower(term.mantissa * (factor / root), term.exponent + exponent - even / 2)
    return value
  }
  parts.a[i] = part([product(wide(cos), grown), product(wide(q), start)], readout)
  parts.along[i] = part([product(wide(sin), grown), product(wide(p), start)], weights)
  parts.aside[i] = part([aside], weights)
}

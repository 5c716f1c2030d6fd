import { describe, expect, test } from 'vitest'
import {
  createIntegrator,
  dormandPrince,
  integrate,
  type RightHandSide,
  rungeKuttaChebyshev as solver,
} from '../../src/integrate/index.ts'
import { chebyshevStages, MOST_STAGES, stagesFor, stretchOf } from '../../src/integrate/rkc-stages.ts'
import { spectralRadius } from '../../src/integrate/spectral-radius.ts'
import { largestDifference } from '../support/problems.ts'

/** u̇ = u″ on n points between ends held at 0: eigenvalues −4(n + 1)² sin²(πk/(2(n + 1))). */
function heat(n: number): RightHandSide {
  const squared = (n + 1) ** 2
  return (_t, u, into) => {
    for (let i = 0; i < n; i++) into[i] = squared * ((u[i - 1] ?? 0) - 2 * u[i] + (u[i + 1] ?? 0))
  }
}

const heatRate = (n: number, k: number): number => 4 * (n + 1) ** 2 * Math.sin((Math.PI * k) / (2 * (n + 1))) ** 2

/** What a step of s stages makes of 1 on ẏ = z y, h = 1: the stability polynomial. */
function stabilityPolynomial(stages: number, z: number): number {
  const { first, mu, nu, muTilde, gamma } = chebyshevStages(stages)
  let [older, newer] = [1, 1 + first * z]
  for (let j = 2; j <= stages; j++) {
    const next = 1 - mu[j] - nu[j] + mu[j] * newer + nu[j] * older + muTilde[j] * z * newer + gamma[j] * z
    ;[older, newer] = [newer, next]
  }
  return newer
}

describe('the stages', () => {
  test.each([2, 3, 5, 10, 50, MOST_STAGES])('%d of them agree with the exponential to order 2', (stages) => {
    const z = 1e-3
    expect(Math.abs(stabilityPolynomial(stages, z) - (1 + z + z ** 2 / 2))).toBeLessThan(1.1e-10) // z³/10 at many
  })

  test.each([2, 3, 5, 10, 50, MOST_STAGES])(
    '%d of them are stable from 0 to −β, β = ⅔(s² − 1)(1 − 2ε/15), damped inside, and, from 5 on, no further',
    (stages) => {
      const beta = (2 / 3) * (stages ** 2 - 1) * (1 - ((2 / 15) * 2) / 13)
      for (let k = 1; k <= 2000; k++)
        expect(Math.abs(stabilityPolynomial(stages, (-beta * k) / 2000))).toBeLessThan(1 + 1e-9)
      if (stages < 5) return
      if (stages > 5)
        for (let k = 200; k <= 1800; k++)
          expect(Math.abs(stabilityPolynomial(stages, (-beta * k) / 2000))).toBeLessThan(0.97)
      expect(Math.abs(stabilityPolynomial(stages, -1.1 * beta))).toBeGreaterThan(1)
    },
  )

  test('as many are taken as the step asks for, and the longest step is what the most are stable for', () => {
    expect(stagesFor(0)).toBe(2)
    for (const stretch of [0.1, 1, 10, 1e3, stretchOf(MOST_STAGES)]) {
      const stages = stagesFor(stretch)
      expect((2 / 3) * (stages ** 2 - 1) * (1 - ((2 / 15) * 2) / 13)).toBeGreaterThanOrEqual(stretch)
    }
    expect(stagesFor(stretchOf(MOST_STAGES))).toBe(MOST_STAGES)
  })

  test('their times go from 0 to the end of the step', () => {
    const { c } = chebyshevStages(20)
    for (let j = 1; j <= 20; j++) expect(c[j]).toBeGreaterThan(c[j - 1])
    expect(c[20]).toBeCloseTo(1, 13)
  })
})

describe('the spectral radius', () => {
  const settings = { rtol: new Float64Array(50), atol: new Float64Array(50).fill(1e-6), norm: 'whole' as const }

  function estimate(f: RightHandSide, y: Float64Array, direction: Float64Array): { radius: number; calls: number } {
    const slope = new Float64Array(y.length)
    f(0, y, slope)
    let calls = 0
    const count = (state: Float64Array, into: Float64Array): void => {
      calls++
      f(0, state, into)
    }
    const radius = spectralRadius(count, y, slope, direction, { ...settings, jacobian: undefined }, 0)
    return { radius, calls }
  }

  test('of the heat equation is found to 20 % from below, and raised by 20 %', () => {
    const y = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i) + 0.1)
    const { radius, calls } = estimate(heat(50), y, new Float64Array(50))
    expect(radius / heatRate(50, 50)).toBeGreaterThan(0.95)
    expect(radius / heatRate(50, 50)).toBeLessThan(1.2 + 1e-6)
    expect(calls).toBeLessThan(21)
  })

  test('of one large eigenvalue among small ones is found at once, and again in two evaluations', () => {
    const rates = Float64Array.from({ length: 50 }, (_, i) => (i === 17 ? 1e4 : i))
    const f: RightHandSide = (_t, y, into) => {
      for (let i = 0; i < 50; i++) into[i] = -rates[i] * y[i]
    }
    const direction = new Float64Array(50)
    const first = estimate(f, new Float64Array(50).fill(1), direction)
    expect(first.radius / 1.2e4).toBeCloseTo(1, 3)
    const again = estimate(f, new Float64Array(50).fill(2), direction)
    expect(again.radius / 1.2e4).toBeCloseTo(1, 6)
    expect(again.calls).toBe(2)
  })

  test('of what does not depend on the state is 0', () => {
    expect(estimate((_t, _y, into) => into.fill(3), new Float64Array(50), new Float64Array(50)).radius).toBe(0)
  })
})

describe('the stabilized Runge-Kutta-Chebyshev method', () => {
  test('passes over a decay of no interest: evaluations grow with the root of stiffness', () => {
    const evaluations = [1e2, 1e4, 1e6].map((rate) => {
      const decay: RightHandSide = (t, y, into) => {
        into[0] = -rate * (y[0] - Math.cos(t))
      }
      const { states, counts } = integrate(decay, [1], [1, 5], { solver, rtol: 1e-4, atol: 1e-4 })
      expect(Math.abs(states[1] - Math.cos(5))).toBeLessThan(2e-2)
      return counts.evaluations
    })
    expect(evaluations[2] / evaluations[0]).toBeLessThan(200)
  })

  test('the heat equation on 400 points takes a fiftieth of the evaluations of Dormand and Prince’s method', () => {
    const n = 400
    const slow = Float64Array.from({ length: n }, (_, i) => Math.sin((Math.PI * (i + 1)) / (n + 1)))
    const start = slow.map((entry, i) => entry + (i % 2 ? 0.1 : -0.1))
    const tolerances = { rtol: 1e-4, atol: 1e-6 }
    const { states, counts } = integrate(heat(n), start, [0.1], { solver, ...tolerances })
    const exact = slow.map((entry) => Math.exp(-0.1 * heatRate(n, 1)) * entry)
    expect(largestDifference(states, exact)).toBeLessThan(2e-3)
    const other = integrate(heat(n), start, [0.01], { solver: dormandPrince, ...tolerances })
    expect(counts.evaluations).toBeLessThan((10 * other.counts.evaluations) / 50)
  })

  test('looser tolerances cost less and err more, down to 1e-7', () => {
    const f: RightHandSide = (t, y, into) => {
      into[0] = -50 * (y[0] - Math.sin(t)) + Math.cos(t)
    }
    const runs = [1e-3, 1e-5, 1e-7].map((tolerance) => {
      const { states, counts } = integrate(f, [1], [0.1, 3], { solver, rtol: tolerance, atol: tolerance })
      const error = largestDifference(states, [Math.sin(0.1) + Math.exp(-5), Math.sin(3)])
      expect(error).toBeLessThan(20 * tolerance)
      return { error, evaluations: counts.evaluations }
    })
    expect(runs[1].error).toBeLessThan(runs[0].error)
    expect(runs[2].error).toBeLessThan(runs[1].error)
    expect(runs[2].evaluations).toBeGreaterThan(runs[1].evaluations)
    expect(runs[1].evaluations).toBeGreaterThan(runs[0].evaluations)
  })

  test('a right-hand side that stops being finite ends it as non-finite, with the last good state', () => {
    const wall: RightHandSide = (t, _y, into) => into.fill(t < 1 ? 1 : Number.NaN)
    const { reason, reached, last } = integrate(wall, [0], [0.5, 2], { solver, rtol: 1e-4, atol: 1e-4 })
    expect([reason, reached]).toEqual(['non-finite', 1])
    expect(last.t).toBeGreaterThan(0.99)
    expect(last.t).toBeLessThanOrEqual(1)
    expect(last.y[0]).toBeCloseTo(last.t, 12)
  })

  test('a blow-up ends with a finite last state just before it', () => {
    const squared: RightHandSide = (_t, y, into) => {
      into[0] = y[0] * y[0]
    }
    const { reason, last } = integrate(squared, [1], [2], { solver, rtol: 1e-5, atol: 1e-5 })
    expect(['singular', 'non-finite']).toContain(reason)
    expect(last.t).toBeCloseTo(1, 2)
    expect(Number.isFinite(last.y[0])).toBe(true)
  })

  test('counts of evaluations are the calls of the right-hand side, the spectral radius among them', () => {
    let calls = 0
    const counted: RightHandSide = (t, y, into) => {
      calls++
      heat(20)(t, y, into)
    }
    for (const output of ['land', 'interpolate'] as const) {
      calls = 0
      const start = new Float64Array(20).fill(1)
      const { counts } = integrate(counted, start, [0.001, 0.1, 1], { solver, rtol: 1e-3, atol: 1e-3, output })
      expect(counts.evaluations).toBe(calls)
    }
  })

  test('the solution in between is the state itself at the ends, and near the solution inside', () => {
    const f: RightHandSide = (_t, y, into) => {
      into[0] = y[1]
      into[1] = -y[0]
    }
    const integrator = createIntegrator(f, 0, [0, 1], { solver, rtol: 1e-6, atol: 1e-6 })
    const into = new Float64Array(2)
    while (integrator.t < 3) {
      const before = integrator.y.slice()
      expect(integrator.step(3)).toBe(true)
      integrator.interpolate(integrator.from, into)
      expect(largestDifference(into, before)).toBeLessThan(1e-15)
      integrator.interpolate(integrator.t, into)
      expect(largestDifference(into, integrator.y)).toBeLessThan(1e-15)
      const middle = (integrator.from + integrator.t) / 2
      integrator.interpolate(middle, into)
      expect(Math.abs(into[0] - Math.sin(middle))).toBeLessThan(2e-4)
    }
  })
})

describe('the norm of the whole', () => {
  const f: RightHandSide = (t, _y, into) => {
    into[0] = -Math.sin(t)
    into[1] = 1e-9 * Math.cos(1e3 * t)
  }

  test.each([dormandPrince, solver])('$name: lets small components be', (method) => {
    const tolerances = { rtol: 1e-6, atol: 1e-14, solver: method }
    const [each, whole] = (['components', 'whole'] as const).map((norm) =>
      integrate(f, [1, 0], [1], { ...tolerances, norm }),
    )
    expect(whole.counts.evaluations).toBeLessThan(each.counts.evaluations / 3)
    expect(Math.abs(whole.states[0] - Math.cos(1))).toBeLessThan(1e-4)
  })

  test('other names are refused', () => {
    expect(() => createIntegrator(f, 0, [1, 0], { norm: 'max' as 'whole' })).toThrow(
      'norm is "max": components or whole is accepted',
    )
  })
})

import { describe, expect, test } from 'vitest'
import { createIntegrator, integrate, type RightHandSide, rungeKuttaChebyshev } from '../../src/integrate/index.ts'

const solver = rungeKuttaChebyshev

/** u̇ = u″ on n points between ends held at 0: eigenvalues −4(n + 1)² sin²(πk/(2(n + 1))). */
function heat(n: number): RightHandSide {
  const squared = (n + 1) ** 2
  return (_t, u, into) => {
    for (let i = 0; i < n; i++) into[i] = squared * ((u[i - 1] ?? 0) - 2 * u[i] + (u[i + 1] ?? 0))
  }
}

describe('the stabilized Runge-Kutta-Chebyshev method', () => {
  test('is of order 2: halved steps have a quarter of the error', () => {
    const nonlinear: RightHandSide = (_t, y, into) => {
      into[0] = -(y[0] ** 2)
    }
    const errorAt = (steps: number): number => {
      const integrator = createIntegrator(nonlinear, 0, [1], { solver, rtol: 1e-2 })
      for (let k = 1; k <= steps; k++) while (integrator.t < k / steps) integrator.step(k / steps)
      return Math.abs(integrator.y[0] - 0.5)
    }
    // The first steps are as long as the solver finds right; later ones as long as asked.
    expect(Math.log2(errorAt(400) / errorAt(800))).toBeGreaterThan(1.8)
    expect(Math.log2(errorAt(400) / errorAt(800))).toBeLessThan(2.4)
  })

  test('a mode stays bounded however stiff, and evaluations grow with the root of stiffness', () => {
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
    const start = Float64Array.from(
      { length: n },
      (_, i) => Math.sin((Math.PI * (i + 1)) / (n + 1)) + (i % 2 ? 0.1 : -0.1),
    )
    const { states, counts } = integrate(heat(n), start, [0.1], { solver, rtol: 1e-4, atol: 1e-6 })
    const slowest = 4 * (n + 1) ** 2 * Math.sin(Math.PI / (2 * (n + 1))) ** 2
    start.forEach((_, i) => {
      const exact = Math.exp(-0.1 * slowest) * Math.sin((Math.PI * (i + 1)) / (n + 1))
      expect(Math.abs(states[i] - exact)).toBeLessThan(2e-3)
    })
    const fastest = 4 * (n + 1) ** 2 // Dormand and Prince: 6 evaluations a step, stable to 3.3/fastest
    expect(counts.evaluations).toBeLessThan((0.1 * fastest * 6) / 3.3 / 50)
  })

  test('a right-hand side that is not finite ends it as such', () => {
    const integrator = createIntegrator(
      (_t, y, into) => {
        into[0] = y[0] > 2 ? Number.NaN : 1
      },
      0,
      [1],
      { solver },
    )
    while (integrator.step(10));
    expect(integrator.failure).toBe('non-finite')
    expect(integrator.y[0]).toBeGreaterThan(1.5)
  })
})

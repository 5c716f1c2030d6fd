import { expect, test } from 'vitest'
import {
  dormandPrince,
  implicitExtrapolation,
  integrate,
  type Jacobian,
  type RightHandSide,
} from '../../src/integrate/index.ts'
import { largestDifference } from '../support/problems.ts'

/** Van der Pol's equation with time in units of its period: μ = 1e6 is the standard stiff problem. */
const vanDerPol: RightHandSide = (_t, y, into) => {
  into[0] = y[1]
  into[1] = 1e6 * ((1 - y[0] ** 2) * y[1] - y[0])
}
const vanDerPolJacobian: Jacobian = (_t, y, into) => {
  into[0] = 0
  into[1] = 1
  into[2] = 1e6 * (-2 * y[0] * y[1] - 1)
  into[3] = 1e6 * (1 - y[0] ** 2)
}

/** Robertson's reactions: rates from 0.04 to 3e7, and y₀ + y₁ + y₂ = 1 stays. */
const robertson: RightHandSide = (_t, y, into) => {
  into[0] = -0.04 * y[0] + 1e4 * y[1] * y[2]
  into[2] = 3e7 * y[1] ** 2
  into[1] = -into[0] - into[2]
}

test.each([
  [1e-6, 400],
  [1e-8, 500],
  [1e-10, 1200],
  [1e-11, 3500],
])('van der Pol’s equation at μ = 1e6 and tolerance %d takes no more than %d steps', (tolerance, most) => {
  const options = { rtol: tolerance, atol: tolerance, solver: implicitExtrapolation }
  const { states, counts } = integrate(vanDerPol, [2, -0.66], [1, 2], { ...options, jacobian: vanDerPolJacobian })
  // SciPy's Radau at 1e-12, to the digits that agree with ours at 1e-12
  expect(largestDifference(states, [-1.86364600614, 0.753543268399, 1.70616743754, -0.89281001655])).toBeLessThan(
    1e4 * tolerance + 1e-11,
  )
  expect(counts.accepted).toBeLessThan(most)
  const differenced = integrate(vanDerPol, [2, -0.66], [1, 2], options)
  expect(largestDifference(states, differenced.states)).toBeLessThan(1e4 * tolerance + 1e-11)
})

test('Robertson’s reactions to t = 1e11 keep their sum, at the values of the test set', () => {
  const { states, drift, counts } = integrate(robertson, [1, 0, 0], [40, 1e11], {
    rtol: 1e-9,
    atol: 1e-15,
    solver: implicitExtrapolation,
    conserved: (y) => [y[0] + y[1] + y[2]],
  })
  // y(1e11): Mazzia and Magherini, Test set for IVP solvers; y(40): Hairer and Wanner, IV.10, and SciPy's Radau
  expect(states[0] / 0.7158270687193941).toBeCloseTo(1, 10)
  expect(states[1] / 9.185534764557802e-6).toBeCloseTo(1, 10)
  expect(states[3] / 2.083340149701e-8).toBeCloseTo(1, 7)
  expect(drift!.absolute).toBeLessThan(1e-12)
  expect(counts.accepted).toBeLessThan(1000)
})

test('a fast decay of no interest is passed over, where an explicit solver is held back by it', () => {
  const f: RightHandSide = (t, y, into) => {
    into[0] = -1e6 * (y[0] - Math.cos(t)) - Math.sin(t) // y = cos t from y(0) = 1
  }
  const options = { rtol: 1e-8, atol: 1e-8 }
  const stiff = integrate(f, [1], [5], { ...options, solver: implicitExtrapolation })
  expect(Math.abs(stiff.states[0] - Math.cos(5))).toBeLessThan(1e-8)
  expect(stiff.counts.accepted).toBeLessThan(200)
  const explicit = integrate(f, [1], [5], { ...options, solver: dormandPrince, maxSteps: 10_000 })
  expect(explicit.reason).toBe('budget')
})

test('R(∞) = 0: what decays at once is gone after one step', () => {
  const f: RightHandSide = (_t, y, into) => {
    into[0] = -1e12 * y[0]
  }
  const jacobian: Jacobian = (_t, _y, into) => into.fill(-1e12)
  const { states } = integrate(f, [1], [1], { rtol: 1e-3, atol: 1e50, solver: implicitExtrapolation, jacobian })
  expect(Math.abs(states[0])).toBeLessThan(1e-4)
})

test('the Jacobian may be a system of equations with a structure of its own', () => {
  const rates = [1, 1e3, 1e6]
  const f: RightHandSide = (_t, y, into) => {
    rates.forEach((rate, i) => {
      into[i] = -rate * (y[i] - 1)
    })
  }
  let width = 0
  const jacobian = {
    at: () => {},
    factor: (h: number) => {
      width = h
      return true
    },
    solve: (b: Float64Array) => {
      rates.forEach((rate, i) => {
        b[i] = b[i] / (1 + width * rate)
      })
    },
  }
  const options = { rtol: 1e-9, atol: 1e-9, solver: implicitExtrapolation }
  const [own, dense] = [jacobian, undefined].map((given) =>
    integrate(f, [0, 0, 0], [0.5, 3], { ...options, ...(given ? { jacobian: given } : {}) }),
  )
  expect(largestDifference(own.states, dense.states)).toBeLessThan(1e-8)
  expect(Math.abs(own.states[3] - (1 - Math.exp(-3)))).toBeLessThan(1e-8)
  expect(own.counts.evaluations).toBeLessThan(dense.counts.evaluations)
})

import type { SolverSettings } from './solver.ts'

/** √(mean (v_i / (atol_i + rtol_i max(|x_i|, |y_i|)))²); NaN where a state has overflowed; or the size that the caller has. */
export function scaledSize(
  v: Float64Array,
  x: Float64Array,
  y: Float64Array,
  { rtol, atol, errorSize }: Pick<SolverSettings, 'rtol' | 'atol' | 'errorSize'>,
): number {
  if (errorSize) return errorSize(v, x, y)
  let sum = 0
  for (let i = 0; i < v.length; i++) {
    const most = Math.max(Math.abs(x[i]!), Math.abs(y[i]!))
    if (most === Infinity) return Number.NaN
    sum += (v[i]! / (atol[i]! + rtol[i]! * most)) ** 2
  }
  return Math.sqrt(sum / v.length)
}

/**
 * A first step: one of which an explicit Euler step changes the state by about 1 %, and its second derivative too.
 * One evaluation, by `probe`, which writes f(t + h, y + h f) into its second argument.
 *
 * Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, II.4.
 */
export function firstStep(
  y: Float64Array,
  slope: Float64Array,
  order: number,
  settings: SolverSettings,
  probe: (h: number, into: Float64Array) => void,
): number {
  const d0 = scaledSize(y, y, y, settings)
  const d1 = scaledSize(slope, y, y, settings)
  const guess = d0 < 1e-5 || d1 < 1e-5 ? 1e-6 : (0.01 * d0) / d1
  const turn = new Float64Array(y.length)
  probe(guess, turn)
  for (let i = 0; i < y.length; i++) turn[i] = turn[i]! - slope[i]!
  const most = Math.max(d1, scaledSize(turn, y, y, settings) / guess)
  const second = most <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : (0.01 / most) ** (1 / (order + 1))
  const h = Math.min(100 * guess, second)
  return Number.isFinite(h) && h > 0 ? h : 1e-12
}

/** True where a step is too small to be told from none at t. */
export function vanishes(step: number, t: number): boolean {
  return !(step > Math.abs(t) * 1e-15 && step > 1e-290)
}

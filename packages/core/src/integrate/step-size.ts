import type { SolverSettings } from './solver.ts'

/**
 * The size of an error v in units of the tolerance: √(mean (v_i / (atol_i + rtol_i max(|x_i|, |y_i|)))²) component by
 * component, ‖v‖ / ‖atol + rtol max(|x|, |y|)‖ for the norm of the whole. NaN where a state has overflowed.
 */
export function scaledSize(
  v: Float64Array,
  x: Float64Array,
  y: Float64Array,
  { rtol, atol, norm }: Pick<SolverSettings, 'rtol' | 'atol' | 'norm'>,
): number {
  let sum = 0
  let unit = 0
  for (let i = 0; i < v.length; i++) {
    const most = Math.max(Math.abs(x[i]!), Math.abs(y[i]!))
    if (most === Infinity) return Number.NaN
    const tolerance = atol[i]! + rtol[i]! * most
    if (norm === 'whole') {
      sum += v[i]! ** 2
      unit += tolerance ** 2
    } else sum += (v[i]! / tolerance) ** 2
  }
  return norm === 'whole' ? Math.sqrt(sum / unit) : Math.sqrt(sum / v.length)
}

/** ‖atol + rtol |y|‖: the length of an error as large as the tolerance. */
export function toleranceOf(y: Float64Array, { rtol, atol }: Pick<SolverSettings, 'rtol' | 'atol'>): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += (atol[i]! + rtol[i]! * Math.abs(y[i]!)) ** 2
  return Math.sqrt(sum)
}

/**
 * A first step: one in which an explicit Euler step changes the state by about 1 %, as does its second derivative.
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

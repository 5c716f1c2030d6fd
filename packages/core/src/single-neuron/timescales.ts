import { requireAtLeast } from '../door/number.ts'
import { requireRates } from '../learning-rate.ts'
import { crossing } from './crossing.ts'
import { type ExactNeuron, exactNeuron } from './exact/exact.ts'
import { type ModeState, type Modes, modeState, modesOf } from './modes.ts'
import type { WhitenedProblem } from './neuron.ts'

/** ∫₀ᵗ e^{−rate τ} dτ = (1 − e^{−rate t})/rate for rate ≥ 0, t at rate 0. */
function decayed(rate: number, t: number): number {
  return rate * t === 0 ? t : -Math.expm1(-rate * t) / rate
}

/** log Σ e^{x_i}; −∞ for no term. */
function logSum(...terms: number[]): number {
  const most = Math.max(...terms)
  if (most === -Infinity) return most
  let sum = 0
  for (const term of terms) sum += Math.exp(term - most)
  return most + Math.log(sum)
}

function modesOfProblem(
  { a0, w0, target, learningRate: given }: WhitenedProblem,
  { delta }: ExactNeuron,
): Modes & ModeState {
  const learningRate = requireRates(given)
  const modes = modesOf(delta, target, learningRate)
  return { ...modes, ...modeState(modes, a0, w0, learningRate) }
}

/**
 * The escape time t* of f(x) = a wᵀx on ½‖Xaw − y‖² with whitened input, in flow time: when the growing part of the
 * linear flow behind {@link exactNeuron} has caught up with all the rest,
 *
 *     z₊² (e^{2λt} − 1)/2λ = 1 + z₋² (1 − e^{−2λt})/2λ + ‖ŵ_⊥‖² (1 − e^{−δt})/δ,   z₊, z₋, ŵ_⊥ of the start.
 *
 * At t* a² has half its final value, up to a share z₊²/λ and what has decayed by then (e^{−2λt*}); from a start near
 * the saddle or near zero, this is when the flow leaves the plateau. A start off the plateau has a t* too, near 0. The
 * two sides cross once: their difference times e^{δt} has a growing slope. Solved in logarithms, to the last digits
 * that z₊ allows.
 *
 * @returns t*; undefined if the flow never leaves (z₊ = 0: on the separating surface, a zero start, β* = 0 with δ ≤ 0),
 * or if rounding decides whether it does.
 * @throws LazyrichError for what {@link exactNeuron} refuses.
 * @example
 * escapeTime({ a0: 1e-4, w0: [0, 1e-4], target: [1, 0] }) // 9.903…
 */
export function escapeTime(problem: WhitenedProblem): number | undefined {
  const exact = exactNeuron(problem)
  if (!exact.basin) return undefined
  const { delta, lambda, leave, up, down, across } = modesOfProblem(problem, exact)
  if (up === 0) return undefined
  // All terms divided by e^{base t}, base = max(0, −δ): 2λ − base without cancellation.
  const base = Math.max(0, -delta)
  const grow = delta >= 0 ? 2 * lambda : 2 * leave
  const logUp = 2 * Math.log(Math.abs(up))
  const logDown = 2 * Math.log(Math.abs(down))
  const logAcross = 2 * Math.log(across)
  return crossing((t) => {
    const part = Math.log(decayed(2 * lambda, t))
    const rest = logSum(-base * t, logDown + part - base * t, logAcross + Math.log(decayed(Math.abs(delta), t)))
    return logUp + grow * t + part - rest
  }, 1 / lambda)
}

/**
 * The length of the plateau in flow time: how long a start near the saddle (a = 0, w ⊥ β*, η_a‖w‖² = |δ|), or near zero
 * for δ near 0, stays there. It is {@link escapeTime} with only the largest terms kept,
 *
 *     δ < 0: log(‖ŵ_⊥‖ √(2λ/|δ|)/|z₊|)/(λ + δ/2),   δ = 0: log(√(2λ)/|z₊|)/λ
 *
 * and 0 where that is negative. For δ > 0, where zero is the only saddle, the second holds. It also holds for δ < 0
 * where it is longer (a start far smaller than the saddle), and replaces 1/|δ| in the first where 1/|δ| is longer (δ so
 * near 0 that e^{|δ|t} does not grow). Loss ½‖Xaw − y‖², whitened input. Far downstream λ + δ/2 ≈ η_aη_w‖β*‖²/|δ|: the
 * plateau grows like
 * |δ|.
 *
 * @returns the length; Infinity for flows that never leave, undefined where rounding decides whether they do.
 * @throws LazyrichError for what {@link exactNeuron} refuses.
 * @example
 * const surface = separatingSurface(-10, [1, 0.25])
 * plateauLength({ a0: -4, w0: surface.weights(-4, 1e-3), target: [1, 0.25] }) // 81.339…
 */
export function plateauLength(problem: WhitenedProblem): number | undefined {
  const exact = exactNeuron(problem)
  const { delta, lambda, leave, up, across } = modesOfProblem(problem, exact)
  if (exact.basin === 0) return Infinity
  if (exact.basin === undefined || up === 0) return undefined
  const logUp = Math.log(Math.abs(up))
  const balanced = Math.max(0, (Math.log(2 * lambda) / 2 - logUp) / lambda)
  if (delta >= 0) return balanced
  const logWindow = balanced > 0 ? Math.min(-Math.log(-delta), Math.log(balanced)) : -Math.log(-delta)
  const logAcross = Math.log(across) + (Math.log(2 * lambda) + logWindow) / 2
  return Math.max(balanced, (logAcross - logUp) / leave)
}

/**
 * The flow time at which the loss ½‖a w − β*‖² of f(x) = a wᵀx with whitened input first falls to `loss`. The loss
 * never grows, so it stays below from then on. Found by bisection on the closed form's residual
 *
 *     β* − β = (D, −q p_⊥)/(√(η_aη_w) N),   D = s − â₀ŵ₀∥ + s‖ŵ_⊥‖²(1 − e^{−δt})/δ along β*,   N = 1 + ∫‖v‖²
 *
 * (q, p_⊥, N as in {@link exactNeuron}), in which nothing cancels as β nears β*: 1e-300 is reached as exactly as 0.1.
 *
 * @param loss the level, ≥ 0.
 * @returns the time, 0 if the start is already there; undefined if the flow never gets there (a saddle keeps ½‖β*‖², 0
 * is reached only at infinity), or if rounding decides whether it does.
 * @throws LazyrichError for a level that is negative or not finite, and what {@link exactNeuron} refuses.
 * @example
 * timeToLoss({ a0: 1, w0: [0], target: [1] }, 1e-3) // 1.877…
 */
export function timeToLoss(problem: WhitenedProblem, loss: number): number | undefined {
  requireAtLeast('loss', loss, 0)
  const exact = exactNeuron(problem)
  const logLoss = logLossOf(problem, exact)
  const level = Math.log(loss)
  if (logLoss.at(0) <= level) return 0
  if (loss === 0 || (!exact.basin && level <= logLoss.saddle)) return undefined
  return crossing((t) => level - logLoss.at(t), 1 / logLoss.rate)
}

/** log ½‖β(t) − β*‖², and that of the saddle. */
function logLossOf(
  problem: WhitenedProblem,
  exact: ExactNeuron,
): { at(t: number): number; saddle: number; rate: number } {
  const learningRate = requireRates(problem.learningRate)
  const { delta, s, lambda, leave, cos, up, down, q, along, across } = modesOfProblem(problem, exact)
  const logRates = Math.log(2) + Math.log(learningRate.a) + Math.log(learningRate.w)
  const first = s - q * along
  const logUp = 2 * Math.log(Math.abs(up))
  const logDown = 2 * Math.log(Math.abs(down))
  const logAcross = Math.log(across)
  // D grows like e^{−δt} for δ < 0, N like e^{2λt}: D is divided by e^{base t}, and everything by e^{2λt} at the end.
  const base = Math.max(0, -delta)
  const remain = delta >= 0 ? 2 * lambda : 2 * leave
  function at(t: number): number {
    const E = Math.exp(-2 * lambda * t)
    const part = Math.log(decayed(2 * lambda, t))
    const side = decayed(Math.abs(delta), t)
    const logN = logSum(
      -2 * lambda * t,
      logUp + part,
      logDown + part - 2 * lambda * t,
      2 * logAcross + Math.log(side) - remain * t,
    )
    const logD = Math.log(Math.abs(first * Math.exp(-base * t) + s * across * across * side)) - remain * t
    const logAside = Math.log(Math.abs((1 - E) * cos * up + E * q)) + logAcross - leave * t
    return logSum(2 * logD, 2 * logAside) - 2 * logN - logRates
  }
  return { at, saddle: 2 * Math.log(s) - logRates, rate: lambda }
}

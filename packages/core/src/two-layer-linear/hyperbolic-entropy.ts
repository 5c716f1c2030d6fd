import { requireFinite } from '../door/number.ts'
import { LazyrichError } from '../errors.ts'

/** The mirror-descent potential of a singular value at unbalance δ. */
export interface HyperbolicEntropy {
  /** φ_δ(σ) ≥ 0. */
  readonly value: number
  /** The mirror map φ'_δ(σ) = ½ asinh(2σ/|δ|). */
  readonly gradient: number
  /** φ''_δ(σ) = 1/√(4σ² + δ²): what the gradient is divided by. */
  readonly curvature: number
}

/**
 * The hyperbolic entropy φ_δ(σ) = ¼(2σ asinh(2σ/|δ|) − √(4σ² + δ²) + |δ|): with whitened input and aligned singular
 * vectors, gradient flow of a two-layer linear network with Δ = δI moves each singular value by mirror flow in it,
 *
 *     d/dt φ'_δ(σ) = −∂L/∂σ,   σ̇ = −√(4σ² + δ²) ∂L/∂σ
 *
 * It is like σ log(1/|δ|)/2 for |δ| ≪ σ, an ℓ¹ penalty that learns one mode after another, and like σ²/(2|δ|) for
 * |δ| ≫ σ, an ℓ² penalty that learns all alike. Small differences are computed from products, so that no digits are
 * lost.
 *
 * Source: arXiv 2406.06158, section 4; Ghai, Hazan and Singer 2020.
 *
 * @example
 * hyperbolicEntropy(1, 2).gradient // 0.4406…, ½ asinh(1)
 *
 * @param sigma a singular value, of either sign (φ is even).
 * @param delta δ ≠ 0, in units of σ.
 * @throws LazyrichError for δ = 0, where φ is infinite, and numbers that are not finite.
 */
export function hyperbolicEntropy(sigma: number, delta: number): HyperbolicEntropy {
  requireUnbalance(delta)
  requireFinite('sigma', sigma)
  // φ_cδ(cσ) = c φ_δ(σ): near the end of the range of doubles, a power of two leaves room for the sums.
  const scale = Math.max(Math.abs(sigma), Math.abs(delta)) > 2 ** 1000 ? 2 ** -24 : 1
  const unbalance = scale * Math.abs(delta)
  const twice = 2 * scale * sigma
  const kappa = Math.hypot(twice, unbalance)
  const ratio = twice / unbalance
  // asinh of a ratio beyond the range of doubles is the logarithm of twice the ratio.
  const angle = Number.isFinite(ratio)
    ? Math.asinh(ratio)
    : Math.sign(sigma) * (Math.log(4) + Math.log(Math.abs(sigma)) - Math.log(Math.abs(delta)))
  const rise = twice * (twice / (kappa + unbalance)) // κ − |δ|
  return { value: (twice * angle - rise) / 4 / scale, gradient: angle / 2, curvature: scale / kappa }
}

/**
 * The σ whose mirror map is θ: σ = ½|δ| sinh(2θ), the inverse of `gradient` of {@link hyperbolicEntropy}. Infinite only
 * where σ is beyond the range of doubles. Rounding of θ alone moves σ by the share 1e-16 (1 + 2|θ|).
 *
 * @example
 * hyperbolicMirror(hyperbolicEntropy(3, 2).gradient, 2) // 3
 *
 * @throws LazyrichError for δ = 0 and numbers that are not finite.
 */
export function hyperbolicMirror(theta: number, delta: number): number {
  requireUnbalance(delta)
  requireFinite('theta', theta)
  const unbalance = Math.abs(delta)
  if (Math.abs(theta) < 350) {
    const rise = Math.sinh(2 * theta)
    // Halving a number below the range of normal doubles would round it: the larger of the two is halved.
    return unbalance > 1 ? (unbalance / 2) * rise : unbalance * (rise / 2)
  }
  // sinh(2θ) = ½e^{2|θ|} to the last digit. No factor and no product on the way is larger than σ, whatever |δ| is.
  const root = Math.exp(Math.abs(theta) / 2)
  return Math.sign(theta) * (((unbalance * root * root) / 4) * root * root)
}

function requireUnbalance(delta: number): void {
  requireFinite('delta', delta)
  if (delta === 0)
    throw new LazyrichError('delta is 0: a number ≠ 0 is accepted, since the entropy grows without bound')
}

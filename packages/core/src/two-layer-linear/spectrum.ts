import { fullSvd } from '../linear-algebra/svd.ts'

/** F = V Λ Vᵀ, from the singular vectors of β*. */
export interface Spectrum {
  /** |δ|/2. */
  readonly half: number
  /** min(c, d): the number of pairs of eigenvalues ±λ, which come first; the others follow. */
  readonly pairs: number
  /** The c + d eigenvalues: λ, −λ of every pair, then δ/2 or −δ/2 for what β* does not reach. */
  readonly rates: Float64Array
  /** Positive eigenvalues less |δ|/2, without cancellation: s²/(λ + |δ|/2), or 0; the others as they are. */
  readonly excess: Float64Array
  /** Of every pair: the eigenvector of λ is (cos r, sin l), that of −λ is (−sin r, cos l). */
  readonly cos: Float64Array
  readonly sin: Float64Array
  /** r, the right singular vectors of β*, completed to a basis, in columns: shape [c, c]. */
  readonly right: Float64Array
  /** l, the left singular vectors, completed to a basis, in columns: shape [d, d]. */
  readonly left: Float64Array
}

/**
 * Eigenvalues and eigenvectors of F = [[δ/2 I_c, β*ᵀ], [β*, −δ/2 I_d]] from the singular values s of β*: ±√(δ²/4 + s²)
 * in the plane of a pair of singular vectors, δ/2 for outputs and −δ/2 for inputs that β* does not reach. The smaller
 * component of an eigenvector comes from a product, so that no digits are lost, however large |δ| is.
 *
 * @param target β*, shape [d, c], row-major.
 */
export function spectrum(target: Float64Array, delta: number, inputs: number, outputs: number): Spectrum {
  const pairs = Math.min(inputs, outputs)
  const { left, values, right } = fullSvd(target, inputs, outputs)
  const rates = new Float64Array(inputs + outputs)
  const excess = new Float64Array(inputs + outputs)
  const cos = new Float64Array(pairs)
  const sin = new Float64Array(pairs)
  const half = Math.abs(delta) / 2
  for (let k = 0; k < pairs; k++) {
    const s = values[k]!
    const lambda = Math.hypot(half, s)
    // Halves, not doubles: λ may be near the largest number.
    const major = lambda === 0 ? 1 : Math.sqrt((lambda / 2 + half / 2) / lambda)
    const minor = lambda === 0 ? 0 : s / 2 / (lambda * major)
    cos[k] = delta >= 0 ? major : minor
    sin[k] = delta >= 0 ? minor : major
    rates[2 * k] = lambda
    rates[2 * k + 1] = -lambda
    excess[2 * k] = lambda === 0 ? 0 : s * (s / (lambda + half))
    excess[2 * k + 1] = -lambda
  }
  const other = outputs > inputs ? delta / 2 : -delta / 2
  rates.fill(other, 2 * pairs)
  excess.fill(Math.min(0, other), 2 * pairs)
  return { half, pairs, rates, excess, cos, sin, right, left }
}

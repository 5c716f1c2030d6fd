import { Matrix, SingularValueDecomposition } from 'ml-matrix'

/** F = V Λ Vᵀ. */
export interface Spectrum {
  /** |δ|/2. */
  readonly half: number
  /** The c + d eigenvalues. */
  readonly rates: Float64Array
  /** Eigenvalues above 0 less |δ|/2, without cancellation: s²/(λ + |δ|/2), or 0; the others are as they are. */
  readonly excess: Float64Array
  /** Eigenvectors in columns, shape [c + d, c + d], row-major: outputs first, then inputs. */
  readonly V: Float64Array
}

/**
 * Eigenvalues and eigenvectors of F = [[δ/2 I_c, β*ᵀ], [β*, −δ/2 I_d]] from the singular values s of β*: ±√(δ²/4 + s²)
 * in the plane of a pair of singular vectors, δ/2 for outputs and −δ/2 for inputs that β* does not reach. The small
 * component of an eigenvector comes from a product, so that no digit is lost however large |δ| is.
 *
 * @param target β*, shape [d, c], row-major.
 */
export function spectrum(target: ArrayLike<number>, delta: number, inputs: number, outputs: number): Spectrum {
  const size = inputs + outputs
  const wide = inputs < outputs
  const rows = Array.from({ length: inputs }, (_, i) =>
    Array.from({ length: outputs }, (_, j) => target[i * outputs + j]!),
  )
  const beta = wide ? new Matrix(rows).transpose() : new Matrix(rows)
  const svd = new SingularValueDecomposition(beta, { autoTranspose: false })
  const [U, S] = [wide ? svd.rightSingularVectors : svd.leftSingularVectors, svd.diagonal]
  const R = wide ? svd.leftSingularVectors : svd.rightSingularVectors
  const pairs = Math.min(inputs, outputs)
  const rates = new Float64Array(size)
  const excess = new Float64Array(size)
  const V = new Float64Array(size * size)
  const half = Math.abs(delta) / 2
  for (let k = 0; k < pairs; k++) {
    const s = S[k]!
    const lambda = Math.hypot(half, s)
    const major = lambda === 0 ? 1 : Math.sqrt((lambda + half) / (2 * lambda))
    const minor = lambda === 0 ? 0 : s / (2 * lambda * major)
    const [cos, sin] = delta >= 0 ? [major, minor] : [minor, major]
    rates[2 * k] = lambda
    excess[2 * k] = lambda === 0 ? 0 : s * (s / (lambda + half))
    rates[2 * k + 1] = -lambda
    excess[2 * k + 1] = -lambda
    for (let j = 0; j < outputs; j++) {
      V[j * size + 2 * k] = cos * R.get(j, k)
      V[j * size + 2 * k + 1] = -sin * R.get(j, k)
    }
    for (let i = 0; i < inputs; i++) {
      V[(outputs + i) * size + 2 * k] = sin * U.get(i, k)
      V[(outputs + i) * size + 2 * k + 1] = cos * U.get(i, k)
    }
  }
  const rest = complement(wide ? R : U, pairs)
  for (const [k, vector] of rest.entries()) {
    const column = 2 * pairs + k
    rates[column] = wide ? delta / 2 : -delta / 2
    excess[column] = Math.min(0, rates[column]!)
    for (let i = 0; i < vector.length; i++) V[((wide ? 0 : outputs) + i) * size + column] = vector[i]!
  }
  return { half, rates, excess, V }
}

/** Orthonormal vectors beside the first `columns` columns of M: unit vectors, made orthogonal twice. */
function complement(M: Matrix, columns: number): Float64Array[] {
  const n = M.rows
  const basis = Array.from({ length: columns }, (_, k) => Float64Array.from({ length: n }, (_, i) => M.get(i, k)))
  const found: Float64Array[] = []
  while (basis.length < n) {
    // The unit vector that is furthest from what is there.
    let best = 0
    let most = -1
    for (let i = 0; i < n; i++) {
      let left = 1
      for (const vector of basis) left -= vector[i]! * vector[i]!
      if (left > most) {
        most = left
        best = i
      }
    }
    const vector = new Float64Array(n)
    vector[best] = 1
    for (let pass = 0; pass < 2; pass++)
      for (const other of basis) {
        let dot = 0
        for (let i = 0; i < n; i++) dot += vector[i]! * other[i]!
        for (let i = 0; i < n; i++) vector[i] = vector[i]! - dot * other[i]!
      }
    let squared = 0
    for (let i = 0; i < n; i++) squared += vector[i]! * vector[i]!
    for (let i = 0; i < n; i++) vector[i] = vector[i]! / Math.sqrt(squared)
    basis.push(vector)
    found.push(vector)
  }
  return found
}

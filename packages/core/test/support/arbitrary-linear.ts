import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { randomStream } from '../../src/random/index.ts'
import type { LinearProblem } from '../../src/two-layer-linear/index.ts'

/** A random problem with AAᵀ − WWᵀ = δI: W is drawn, A = √(δI + WWᵀ) O with Oᵀ's rows orthonormal, or the other way. */
export function balancedProblem(
  seed: number,
  { hidden: h, inputs: d, outputs: c }: { hidden: number; inputs: number; outputs: number },
  delta: number,
  scale: number,
): LinearProblem {
  const random = randomStream(seed, 'student')
  const draw = (rows: number, columns: number, size: number): Matrix =>
    new Matrix(Array.from({ length: rows }, () => Array.from({ length: columns }, () => size * random.normal())))
  const [drawn, width] = delta >= 0 ? [draw(h, d, scale), c] : [draw(h, c, scale), d]
  const { realEigenvalues, eigenvectorMatrix: V } = new EigenvalueDecomposition(
    drawn.mmul(drawn.transpose()).add(Matrix.eye(h, h).mul(Math.abs(delta))),
    { assumeSymmetric: true },
  )
  const root = V.mmul(Matrix.diag(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))))).mmul(V.transpose())
  const made = root.mmul(orthonormalRows(draw(width, width, 1), h))
  const [A, W] = delta >= 0 ? [made, drawn] : [drawn, made]
  return { hidden: h, A0: A.to1DArray(), W0: W.to1DArray(), target: draw(d, c, 1).to1DArray() }
}

function orthonormalRows(M: Matrix, count: number): Matrix {
  const rows: number[][] = []
  for (let k = 0; k < count; k++) {
    let row = M.getRow(k)
    for (let pass = 0; pass < 2; pass++)
      for (const other of rows) {
        const dot = row.reduce((sum, value, j) => sum + value * other[j], 0)
        row = row.map((value, j) => value - dot * other[j])
      }
    const size = Math.hypot(...row)
    rows.push(row.map((value) => value / size))
  }
  return new Matrix(rows)
}

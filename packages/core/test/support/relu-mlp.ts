import { randomStream } from '../../src/random/index.ts'

/** A small fully connected network with biases, f = W_L σ(… σ(W_1 x + b_1) …) + b_L, and its gradient flow by Euler. */
export interface Mlp {
  widths: number[]
  W: Float64Array[]
  b: Float64Array[]
}

export function randomMlp(seed: number, widths: number[]): Mlp {
  const random = randomStream(seed, 'student')
  return {
    widths,
    W: widths.slice(1).map((rows, l) => Float64Array.from({ length: rows * widths[l] }, () => 0.7 * random.normal())),
    b: widths.slice(1).map((rows) => Float64Array.from({ length: rows }, () => 0.3 * random.normal())),
  }
}

/** Takes steps of size h against the gradient of ½Σ‖f(x) − y‖², σ(z) = max(z, leak·z). */
export function descendMlp(
  { widths, W, b }: Mlp,
  X: number[][],
  Y: number[][],
  leak: number,
  h: number,
  steps: number,
): void {
  const depth = W.length
  for (let step = 0; step < steps; step++) {
    const slopesW = W.map((matrix) => new Float64Array(matrix.length))
    const slopesB = b.map((bias) => new Float64Array(bias.length))
    for (const [i, x] of X.entries()) {
      const seen: number[][] = [x]
      const signs: number[][] = []
      for (let l = 0; l < depth; l++) {
        const z = Array.from(b[l], (bias, j) =>
          seen[l].reduce((sum, value, k) => sum + W[l][j * widths[l] + k] * value, bias),
        )
        const slope = z.map((value) => (l === depth - 1 || value >= 0 ? 1 : leak))
        signs.push(slope)
        seen.push(z.map((value, j) => slope[j] * value))
      }
      let back = seen[depth].map((value, j) => value - Y[i][j])
      for (let l = depth - 1; l >= 0; l--) {
        const through = back.map((value, j) => value * signs[l][j])
        for (const [j, value] of through.entries()) {
          slopesB[l][j] += value
          for (let k = 0; k < widths[l]; k++) slopesW[l][j * widths[l] + k] += value * seen[l][k]
        }
        back = seen[l].map((_, k) => through.reduce((sum, value, j) => sum + value * W[l][j * widths[l] + k], 0))
      }
    }
    for (let l = 0; l < depth; l++) {
      for (const [p, slope] of slopesW[l].entries()) W[l][p] -= h * slope
      for (const [j, slope] of slopesB[l].entries()) b[l][j] -= h * slope
    }
  }
}

/**
 * The level line of a field by marching squares: straight pieces as x₀, y₀, x₁, y₁, … in the field's own grid, in which
 * the value of column i and row j (at `values[j * columns + i]`) sits at (i, j). A cell with a corner that is not a
 * number stays empty. One pass, at most two pieces a cell.
 */
export function contourPieces(values: ArrayLike<number>, columns: number, rows: number, level: number): number[] {
  const pieces: number[] = []
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const at = j * columns + i
      const a = values[at]! - level
      const b = values[at + 1]! - level
      const c = values[at + columns + 1]! - level
      const d = values[at + columns]! - level
      if (Number.isNaN(a + b + c + d)) continue
      const kind = (a >= 0 ? 1 : 0) | (b >= 0 ? 2 : 0) | (c >= 0 ? 4 : 0) | (d >= 0 ? 8 : 0)
      if (kind === 0 || kind === 15) continue
      // Where the line crosses the cell's edges: top a–b, right b–c, bottom d–c, left a–d.
      const top = i + a / (a - b)
      const right = j + b / (b - c)
      const bottom = i + d / (d - c)
      const left = j + a / (a - d)
      const straight = kind < 8 ? kind : 15 - kind
      if (straight === 1) pieces.push(i, left, top, j)
      else if (straight === 2) pieces.push(top, j, i + 1, right)
      else if (straight === 3) pieces.push(i, left, i + 1, right)
      else if (straight === 4) pieces.push(i + 1, right, bottom, j + 1)
      else if (straight === 6) pieces.push(top, j, bottom, j + 1)
      else if (straight === 7) pieces.push(i, left, bottom, j + 1)
      // A saddle: the middle decides which corners belong together.
      else if (a + b + c + d >= 0 === a >= 0) pieces.push(top, j, i + 1, right, i, left, bottom, j + 1)
      else pieces.push(i, left, top, j, i + 1, right, bottom, j + 1)
    }
  }
  return pieces
}

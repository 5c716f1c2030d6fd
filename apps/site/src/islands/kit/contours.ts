/** A line through x₀, y₀, x₁, y₁, …; a closed one ends where it began. */
export type Line = readonly number[]

/**
 * The level lines of a field by marching squares, in the field's own grid: the value of column i and row j (at
 * `values[j * columns + i]`) sits at (i, j). A cell with a corner that is not a number stays empty. One pass over the
 * cells and one over the pieces of line that they hold.
 */
export function contourLines(values: Float64Array, columns: number, rows: number, level: number): Line[] {
  return joined(piecesOf(values, columns, rows, level), (edge) => {
    const at = edge >> 1
    const [i, j] = [at % columns, Math.floor(at / columns)]
    const here = values[at]! - level
    // Even edges run to the right, odd ones down.
    const share = here / (here + level - values[edge % 2 === 0 ? at + 1 : at + columns]!)
    return edge % 2 === 0 ? [i + share, j] : [i, j + share]
  })
}

/** Pairs of edges of cells that a piece of line connects. */
function piecesOf(values: Float64Array, columns: number, rows: number, level: number): number[] {
  const pieces: number[] = []
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const at = j * columns + i
      // Corners clockwise from the first. Most cells lie on one side and cost four comparisons.
      const kind =
        (values[at]! >= level ? 1 : 0) |
        (values[at + 1]! >= level ? 2 : 0) |
        (values[at + columns + 1]! >= level ? 4 : 0) |
        (values[at + columns]! >= level ? 8 : 0)
      if (kind === 0 || kind === 15) continue
      const middle = (values[at]! + values[at + 1]! + values[at + columns + 1]! + values[at + columns]!) / 4
      if (Number.isNaN(middle)) continue
      const top = 2 * at
      const right = 2 * (at + 1) + 1
      const bottom = 2 * (at + columns)
      const left = 2 * at + 1
      const straight = kind < 8 ? kind : 15 - kind
      if (straight === 1) pieces.push(left, top)
      else if (straight === 2) pieces.push(top, right)
      else if (straight === 3) pieces.push(left, right)
      else if (straight === 4) pieces.push(right, bottom)
      else if (straight === 6) pieces.push(top, bottom)
      else if (straight === 7) pieces.push(left, bottom)
      // A saddle: the middle decides which corners belong together.
      else if (middle >= level === (kind === 5)) pieces.push(top, right, left, bottom)
      else pieces.push(left, top, right, bottom)
    }
  }
  return pieces
}

/** Pieces that share an edge become one line. */
function joined(pieces: readonly number[], pointOn: (edge: number) => readonly [number, number]): Line[] {
  const piecesAt = new Map<number, number[]>()
  for (const [k, edge] of pieces.entries()) {
    const there = piecesAt.get(edge)
    if (there) there.push(k >> 1)
    else piecesAt.set(edge, [k >> 1])
  }
  const isUsed = new Uint8Array(pieces.length / 2)
  const lines: Line[] = []

  function follow(first: number): void {
    const line = [...pointOn(first)]
    let edge = first
    for (;;) {
      const piece = piecesAt.get(edge)!.find((each) => !isUsed[each])
      if (piece === undefined) break
      isUsed[piece] = 1
      edge = pieces[2 * piece]! === edge ? pieces[2 * piece + 1]! : pieces[2 * piece]!
      line.push(...pointOn(edge))
    }
    lines.push(line)
  }

  // Open lines from one of their ends; what then is left is closed.
  for (const [edge, there] of piecesAt) if (there.length === 1 && !isUsed[there[0]!]) follow(edge)
  for (const [edge, there] of piecesAt) if (there.some((piece) => !isUsed[piece])) follow(edge)
  return lines
}

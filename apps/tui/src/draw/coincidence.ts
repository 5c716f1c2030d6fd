import type { Canvas } from './braille.ts'
import type { Curve, Layers } from './curves.ts'
import { lengthOf, type Points } from './series.ts'

/** The part of the longer curve's columns of dots that the shorter one must have too, so that "all along" is true. */
const NEARLY_ALL = 0.85

/** Curves shorter than this in columns of dots have hardly begun. */
const SHORTEST = 8

/** The highest and the lowest dot of a curve in every column of dots; −1 where it has none. */
type Spans = {
  readonly tops: Int16Array
  readonly bottoms: Int16Array
  /** The columns that have dots. */
  readonly count: number
}

/** Of the dots of a cell: the row of the highest and of the lowest in its left and in its right column; −1 for none. */
const EDGES: readonly (readonly [top: number, bottom: number])[][] = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
].map((bits) =>
  Array.from({ length: 256 }, (_, pattern) => {
    const isSet = (bit: number): boolean => (pattern & bit) !== 0
    return [bits.findIndex(isSet), bits.findLastIndex(isSet)] as const
  }),
)

/** One pass over the cells. */
function spansOf({ columns, rows, dots }: Canvas): Spans {
  const tops = new Int16Array(2 * columns).fill(-1)
  const bottoms = new Int16Array(2 * columns).fill(-1)
  let count = 0
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const pattern = dots[row * columns + column]!
      if (pattern === 0) continue
      for (let side = 0; side < 2; side++) {
        const [top, bottom] = EDGES[side]![pattern]!
        if (top < 0) continue
        const x = 2 * column + side
        if (tops[x]! < 0) {
          tops[x] = 4 * row + top
          count++
        }
        bottoms[x] = 4 * row + bottom
      }
    }
  return { tops, bottoms, count }
}

/** True where two curves are within a dot of each other in every column that both have. From the end, where most part. */
function isNear(one: Spans, other: Spans): boolean {
  const longer = Math.max(one.count, other.count)
  if (Math.min(one.count, other.count) < Math.max(SHORTEST, NEARLY_ALL * longer)) return false
  let shared = 0
  for (let x = one.tops.length - 1; x >= 0; x--) {
    if (one.tops[x]! < 0 || other.tops[x]! < 0) continue
    if (Math.abs(one.tops[x]! - other.tops[x]!) > 1 || Math.abs(one.bottoms[x]! - other.bottoms[x]!) > 1) return false
    shared++
  }
  return shared >= Math.max(SHORTEST, NEARLY_ALL * longer)
}

/** True where two curves have the same values at every x that both have; thinned ones may have few such. */
function isEqual(one: Points, other: Points): boolean {
  const [length, otherLength] = [lengthOf(one), lengthOf(other)]
  let shared = 0
  for (let i = 0, j = 0; i < length && j < otherLength; ) {
    const apart = one.x[i]! - other.x[j]!
    if (apart < 0) i++
    else if (apart > 0) j++
    else {
      // NaN on both sides is no difference, and an x that is NaN ends its curve here.
      if (!Object.is(one.y[i]!, other.y[j]!) && one.y[i]! !== other.y[j]!) return false
      i++
      j++
      shared++
    }
  }
  return shared >= SHORTEST
}

/** Curves of which any two are within a dot of each other all along. */
type Group = { readonly members: { readonly letter: string; readonly spans: Spans; readonly points: Points }[] }

/**
 * What is said of curves that lie on each other, by their letters: `a = b = d`, `c ≈ e`. ≈ means that any two of them
 * are within one dot of each other in every column of dots that both have, = that their values are equal. Costs a pass
 * over the cells of each curve and, as most pairs part at their ends, little more.
 */
export function coincidences(curves: readonly Curve[], { canvases }: Layers): string[] {
  const groups: Group[] = []
  for (const [i, { series, points }] of curves.entries()) {
    const [canvas, { letter }] = [canvases[i], series]
    if (!canvas || !letter) continue
    const spans = spansOf(canvas)
    const group = groups.find(({ members }) =>
      members.every((member) => member.letter !== letter && isNear(member.spans, spans)),
    )
    if (group) group.members.push({ letter, spans, points })
    else groups.push({ members: [{ letter, spans, points }] })
  }
  return groups
    .filter(({ members }) => members.length > 1)
    .map(({ members }) => {
      const [first, ...rest] = members
      const sign = rest.every((member) => isEqual(first!.points, member.points)) ? '=' : '≈'
      return members
        .map(({ letter }) => letter)
        .toSorted()
        .join(` ${sign} `)
    })
}

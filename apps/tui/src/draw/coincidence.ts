import { type Canvas, isSet } from './braille.ts'
import type { Curve, Layers } from './curves.ts'

/** The part of a curve's cells, and of its columns, that must be another's for the two to coincide. */
const NEARLY_ALL = 0.85

/** Curves shorter than this in columns of dots have hardly begun. */
const SHORTEST = 8

/** The highest and the lowest dot of a curve in a column of dots; undefined where it has none. */
function span(canvas: Canvas, x: number): readonly [number, number] | undefined {
  let low = -1
  let high = -1
  for (let y = 0; y < 4 * canvas.rows; y++) {
    if (!isSet(canvas, x, y)) continue
    if (low < 0) low = y
    high = y
  }
  return low < 0 ? undefined : [low, high]
}

/** '=' where the lower curve has the dots of the upper one, '≈' where nearly all are within a dot of them. */
function relation(lower: Canvas, upper: Canvas): '=' | '≈' | undefined {
  let total = 0
  let same = 0
  let near = 0
  for (let x = 0; x < 2 * lower.columns; x++) {
    const one = span(lower, x)
    if (!one) continue
    total++
    const other = span(upper, x)
    if (!other) continue
    const apart = Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]))
    if (apart === 0) same++
    if (apart <= 1) near++
  }
  if (total < SHORTEST || near < NEARLY_ALL * total) return undefined
  return same === total ? '=' : '≈'
}

/**
 * What is said of curves that others hide, by their letters: `a = b = d, c ≈ d`. A curve is hidden where nearly all of
 * its cells are taken by later ones; it coincides with the one that takes most of them if their dots agree. Costs a few
 * steps for each cell and curve, and a pass over the dots for a hidden one.
 */
export function coincidences(curves: readonly Curve[], { canvases, owners }: Layers): string[] {
  // The exact solution that lies on its own run does not hide it: what has one letter is one run.
  const runs = Int16Array.from(curves, ({ series: { letter } }, i) =>
    letter ? curves.findIndex(({ series }) => series.letter === letter) : i,
  )
  const notes = new Map<string, string[]>()
  for (const [i, canvas] of canvases.entries()) {
    const { letter } = curves[i]!.series
    if (!canvas || !letter) continue
    const takers = takersOf(canvas, owners, runs, i)
    if (!takers) continue
    const [most] = [...takers.entries()].toSorted(([, one], [, other]) => other - one)
    const upper = lineOf(curves, most![0])
    const other = canvases[upper]
    const name = curves[upper]?.series.letter
    const sign = other && name ? relation(canvas, other) : undefined
    if (!sign) continue
    const key = `${sign}${name}`
    notes.set(key, [...(notes.get(key) ?? []), letter])
  }
  return Array.from(notes, ([key, letters]) => {
    const [sign, upper] = [key[0]!, key.slice(1)]
    return [...letters, upper].toSorted().join(` ${sign} `)
  })
}

/** How many cells of a curve other runs' curves have taken, by their index; undefined unless they took nearly all. */
function takersOf({ dots }: Canvas, owners: Int16Array, runs: Int16Array, curve: number): Uint32Array | undefined {
  const run = runs[curve]!
  let touched = 0
  let taken = 0
  for (let cell = 0; cell < owners.length; cell++) {
    if (dots[cell] === 0) continue
    touched++
    if (runs[owners[cell]!] !== run) taken++
  }
  if (touched === 0 || taken < NEARLY_ALL * touched) return undefined
  const takers = new Uint32Array(runs.length)
  for (let cell = 0; cell < owners.length; cell++)
    if (dots[cell] !== 0 && runs[owners[cell]!] !== run) takers[owners[cell]!]!++
  return takers
}

/** The line that points lie on, or the line itself. */
function lineOf(curves: readonly Curve[], index: number): number {
  const { letter, mark } = curves[index]!.series
  return mark === 'points'
    ? curves.findIndex(({ series }) => series.letter === letter && series.mark !== 'points')
    : index
}

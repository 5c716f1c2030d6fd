import type { Domain, Scale } from './scale.ts'
import { createTicks, plainLabel, roundest, type Tick } from './ticks.ts'

/** A tick in its cell, counted along the axis. */
export type PlacedTick = Tick & { readonly cell: number }

/** How many more labels than wished are tried where round numbers lie badly. */
const FULLER = 12

/** Dots to a cell along an axis. */
export type DotsPerCell = 2 | 4

/** The cell of the dot that a value is drawn at. */
export const cellOf = (scale: Scale, value: number, dots: DotsPerCell): number =>
  Math.floor(Math.round(scale.at(value)) / dots)

/** The roundest numbers that are drawn in the first and in the last cell. */
function endTicks(scale: Scale, dots: DotsPerCell, cells: number): PlacedTick[] {
  return [0, cells - 1].flatMap((cell) => {
    const from = scale.invert(cell * dots - 0.49)
    const to = scale.invert(cell * dots + dots - 0.51)
    const [low, high]: Domain = [
      Math.max(Math.min(from, to), scale.domain[0]),
      Math.min(Math.max(from, to), scale.domain[1]),
    ]
    if (!(low <= high && Number.isFinite(high - low))) return []
    const value = low < high ? roundest(low, high) : low
    return [{ value, label: plainLabel(value), cell }]
  })
}

/**
 * The fullest list of ticks, at most about `most`, that `fits`; where none of at least two does, a fuller one; where
 * none has two round numbers in view, the roundest of the first and the last cell.
 */
export function fittingTicks(
  scale: Scale,
  dots: DotsPerCell,
  cells: number,
  most: number,
  fits: (ticks: readonly PlacedTick[], isLast: boolean) => boolean,
): PlacedTick[] {
  const listOf = (count: number): PlacedTick[] =>
    createTicks(scale.kind, scale.domain, count)
      .map((tick) => ({ ...tick, cell: cellOf(scale, tick.value, dots) }))
      .filter(({ cell }) => cell >= 0 && cell < cells)
      .toSorted((one, other) => one.cell - other.cell)
  for (let count = most; count > 0; count--) {
    const list = listOf(count)
    if (list.length > 1 && fits(list, false)) return list
  }
  for (let count = 1; count < most + FULLER; count++) {
    const list = listOf(count)
    if (list.length > 1 && fits(list, true)) return list
  }
  const ends = endTicks(scale, dots, cells)
  return fits(ends, true) ? ends : []
}

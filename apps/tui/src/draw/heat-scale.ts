import { isShown, widen } from './domain.ts'
import type { Domain, ScaleKind } from './scale.ts'

/** Decades below its largest value at which a log scale ends: less is rounding. */
const DECADES = 8
/** Decades that it spans at least. */
const LEAST = 1
/**
 * A value so many times the middle one belongs to a run on its way to infinity: it must not blank all the others. On a
 * log scale a run that has just begun may well lie fifteen decades above those that are over.
 */
const ABSURD = { linear: 1e12, log: 1e30 } as const

/** Fewer values than these do not say where others will lie. */
const FEW = 3

/**
 * The ends of a heat map's scale. As long as there are few values, they stand about the middle: a first one alone is
 * neither large nor small. A linear one that has no negative values begins at 0 and a log one spans a decade, so
 * that a faint difference looks faint; at most it spans eight.
 */
export function heatDomain(kind: ScaleKind, values: readonly number[]): Domain {
  const known = Float64Array.from(values.filter((value) => isShown(kind, value))).sort()
  const positive = known.filter((value) => value > 0)
  const limit = ABSURD[kind] * (positive[positive.length >> 1] ?? Number.POSITIVE_INFINITY)
  const high = known.findLast((value) => value <= limit) ?? Number.NEGATIVE_INFINITY
  const low = known[0] ?? Number.POSITIVE_INFINITY
  const isFew = known.length < FEW
  if (kind === 'linear') {
    const reach = isFew ? 2 : 1
    return widen(kind, known.length > 0 ? [reach * Math.min(0, low), reach * Math.max(0, high)] : [low, high])
  }
  const floor = high * 10 ** -DECADES
  if (!isFew) return widen(kind, [Math.max(Math.min(low, high * 10 ** -LEAST), floor), high])
  const margin = 10 ** (LEAST / 2)
  return widen(kind, [Math.max(low, floor) / margin, high * margin])
}

/** How far up the scale a value stands, from 0 to 1; what lies outside has the colour of the end. NaN stays NaN. */
export function heatPart(kind: ScaleKind, [low, high]: Domain, value: number): number {
  const part =
    kind === 'log' ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low)
  return Math.min(1, Math.max(0, part))
}

/** The value at a part of the scale. */
export function heatValue(kind: ScaleKind, [low, high]: Domain, part: number): number {
  return kind === 'log' ? low * (high / low) ** part : low + part * (high - low)
}

/** The sign before the label at a part of the scale: there are values beyond that end, which have its colour. */
export function clippedSign([low, high]: Domain, values: readonly number[], part: number): '≤' | '≥' | '' {
  if (part === 0 && values.some((value) => value < low)) return '≤'
  return part === 1 && values.some((value) => value > high) ? '≥' : ''
}

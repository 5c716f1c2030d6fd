import { refuse, refuseName } from './refuse.ts'
import { shown } from './shown.ts'

/** Throws a {@link LazyrichError} unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) refuse(name, value, 'a finite number')
}

/** Throws a {@link LazyrichError} unless `value` is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0)) refuse(name, value, 'a finite number > 0')
}

/** Throws a {@link LazyrichError} unless `value` is a finite number from `least` up. */
export function requireAtLeast(name: string, value: number, least: number): void {
  if (!(Number.isFinite(value) && value >= least)) refuse(name, value, `a finite number ≥ ${least}`)
}

/** Throws a {@link LazyrichError} unless `value` is a whole number from `least` up (1 if left out), below 2⁵³. */
export function requireWhole(name: string, value: number, least = 1): void {
  if (!(Number.isSafeInteger(value) && value >= least)) refuse(name, value, `a whole number ≥ ${least}`)
}

/** Throws a {@link LazyrichError} unless `value` is a number, ±Infinity among them. */
export function requireNumber(name: string, value: number): void {
  if (typeof value !== 'number' || Number.isNaN(value)) refuse(name, value, 'a number')
}

/** Throws a {@link LazyrichError} unless `value` is 1 or −1. */
export function requireSign(name: string, value: number): void {
  if (value !== 1 && value !== -1) refuse(name, value, '1 or −1')
}

/** Throws a {@link LazyrichError} unless `value` is true or false. */
export function requireFlag(name: string, value: boolean): void {
  if (typeof value !== 'boolean') refuse(name, value, 'true or false')
}

/** Throws a {@link LazyrichError} unless `value` is one of `names`; the message says which is nearest. */
export function requireOneOf(name: string, value: string, names: readonly string[]): void {
  if (!names.includes(value)) refuseName(`${name} is ${shown(value)}`, typeof value === 'string' ? value : '', names)
}

/** Throws a {@link LazyrichError} unless `value` is a whole number from 0 to `count` − 1. */
export function requireIndex(name: string, value: number, count: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value < count))
    refuse(name, value, `a whole number from 0 to ${count - 1}`)
}

/** Throws a {@link LazyrichError} unless `value` is a number from `least` to `most`. */
export function requireBetween(name: string, value: number, least: number, most: number): void {
  if (!(Number.isFinite(value) && value >= least && value <= most))
    refuse(name, value, `a number from ${least} to ${most}`)
}

import { LazyrichError } from '../errors.ts'
import { nearest } from './nearest.ts'
import { shown } from './shown.ts'

/** Throws a {@link LazyrichError} unless `value` is a finite number. */
export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw new LazyrichError(`${name} is ${shown(value)}: a finite number is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a finite number above 0. */
export function requirePositive(name: string, value: number): void {
  if (!(Number.isFinite(value) && value > 0))
    throw new LazyrichError(`${name} is ${shown(value)}: a finite number > 0 is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a finite number from `least` up. */
export function requireAtLeast(name: string, value: number, least: number): void {
  if (!(Number.isFinite(value) && value >= least))
    throw new LazyrichError(`${name} is ${shown(value)}: a finite number ≥ ${least} is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a whole number from `least` up (1 if left out), below 2⁵³. */
export function requireWhole(name: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return
  const accepted = least === 1 ? 'a whole number above 0' : `a whole number ≥ ${least}`
  throw new LazyrichError(`${name} is ${shown(value)}: ${accepted} is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a number, ±Infinity among them. */
export function requireNumber(name: string, value: number): void {
  if (typeof value !== 'number' || Number.isNaN(value))
    throw new LazyrichError(`${name} is ${shown(value)}: a number is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is 1 or −1. */
export function requireSign(name: string, value: number): void {
  if (value !== 1 && value !== -1) throw new LazyrichError(`${name} is ${shown(value)}: 1 or −1 is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is true or false. */
export function requireFlag(name: string, value: boolean): void {
  if (typeof value !== 'boolean') throw new LazyrichError(`${name} is ${shown(value)}: true or false is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is one of `names`; the message says which is nearest. */
export function requireOneOf(name: string, value: string, names: readonly string[]): void {
  if (names.includes(value)) return
  const hint = typeof value === 'string' ? nearest(value, names) : ''
  const list = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' or ')
  throw new LazyrichError(`${name} is ${shown(value)}${hint}: ${list} is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a whole number from 0 to `count` − 1. */
export function requireIndex(name: string, value: number, count: number): void {
  if (!(Number.isInteger(value) && value >= 0 && value < count))
    throw new LazyrichError(`${name} is ${shown(value)}: a whole number from 0 to ${count - 1} is accepted`)
}

/** Throws a {@link LazyrichError} unless `value` is a number from `least` to `most`. */
export function requireBetween(name: string, value: number, least: number, most: number): void {
  if (!(Number.isFinite(value) && value >= least && value <= most))
    throw new LazyrichError(`${name} is ${shown(value)}: a number from ${least} to ${most} is accepted`)
}

import { requireObject } from '../door/fields.ts'
import { requireAtLeast, requireBetween, requireOneOf, requirePositive, requireWhole } from '../door/number.ts'
import { requireText } from '../door/text.ts'
import { LazyrichError } from '../errors.ts'

/** The most frames that a plan may ask for, and the most times that are laid out in advance. */
const MOST_FRAMES = 1e6

/** Which frames a run yields: evenly spaced, log-spaced, or a fixed distance apart. */
export type RecordPlan = { readonly spacing: 'log' | 'lin'; readonly frames: number } | { readonly every: number }

const PLAN = { spacing: true, frames: true, every: true } as const
const SPACINGS = ['log', 'lin'] as const

/**
 * Reads a `record` value: `log:60` (60 log-spaced frames, in addition to the start), `lin:200`
 * (evenly spaced) or `every:100` (100 apart: in time for a flow, in whole steps for a descent).
 * Undefined for any other text.
 *
 * @example
 * parseRecord('log:60') // { spacing: 'log', frames: 60 }
 *
 * @throws LazyrichError for what is no text.
 */
export function parseRecord(text: string): RecordPlan | undefined {
  requireText('text', text)
  return planOf(text)
}

/** The same for what is known to be a text. */
export function planOf(text: string): RecordPlan | undefined {
  const match = /^(log|lin|every):([0-9.eE+-]+)$/.exec(text)
  if (!match) return undefined
  const amount = Number(match[2])
  if (match[1] === 'every') return amount > 0 && amount < Infinity ? { every: amount } : undefined
  if (!Number.isInteger(amount) || amount < 1 || amount > MOST_FRAMES) return undefined
  return { spacing: match[1] as 'log' | 'lin', frames: amount }
}

/**
 * The next step after `step` at which a descent of `steps` steps yields a frame; the last step is always one.
 * Log-spaced frames k = 1 … frames sit at round(steps^((k − 1)/(frames − 1))), each step once.
 *
 * @example
 * nextStep({ spacing: 'lin', frames: 4 }, 25, 100) // 50
 *
 * @throws LazyrichError for what is no plan, and for steps below 0 or, of all of them, not whole.
 */
export function nextStep(plan: RecordPlan, step: number, steps: number): number {
  requirePlan(plan)
  requireAtLeast('step', step, 0)
  requireWhole('steps', steps, 0)
  return stepAfter(plan, step, steps)
}

function requirePlan(plan: RecordPlan): void {
  requireObject('plan', plan, PLAN)
  if ('every' in plan) {
    requirePositive('plan.every', plan.every)
    return
  }
  requireOneOf('plan.spacing', plan.spacing, SPACINGS)
  requireWhole('plan.frames', plan.frames)
  requireBetween('plan.frames', plan.frames, 1, MOST_FRAMES)
}

/** The same, of a plan that is known to be one: asked at every step of a run. */
export function stepAfter(plan: RecordPlan, step: number, steps: number): number {
  if ('every' in plan) {
    const apart = Math.max(1, Math.round(plan.every))
    return Math.min(steps, (Math.floor(step / apart) + 1) * apart)
  }
  let [low, high] = [1, plan.frames] // the first k whose frame lies beyond `step`: frames ascend
  while (low < high) {
    const k = (low + high) >> 1
    if (frameAt(plan, k, steps) > step) high = k
    else low = k + 1
  }
  return frameAt(plan, low, steps)
}

function frameAt(plan: { spacing: 'log' | 'lin'; frames: number }, k: number, steps: number): number {
  if (k === plan.frames) return steps
  if (plan.spacing === 'lin') return Math.round((steps * k) / plan.frames)
  return Math.round(steps ** ((k - 1) / (plan.frames - 1)))
}

/**
 * The times of the frames of a flow on [0, end], the start included. Log-spaced times run from end·10⁻⁴ to end.
 *
 * @throws LazyrichError where `every` asks for more than a million frames, for what is no plan, and for an end below 0.
 *
 * @example
 * frameTimes({ spacing: 'lin', frames: 4 }, 2) // [0, 0.5, 1, 1.5, 2]
 */
export function frameTimes(plan: RecordPlan, end: number): Float64Array<ArrayBuffer> {
  requirePlan(plan)
  requireAtLeast('end', end, 0)
  return timesOf(plan, end)
}

/** The same of a plan and an end that are known to be such. */
export function timesOf(plan: RecordPlan, end: number): Float64Array<ArrayBuffer> {
  if ('every' in plan) {
    const whole = Math.floor((end / plan.every) * (1 + 1e-12))
    if (whole > MOST_FRAMES)
      throw new LazyrichError(`record is every:${plan.every}: at most ${MOST_FRAMES} frames up to ${end} are accepted`)
    const times = Array.from({ length: whole + 1 }, (_, k) => Math.min(end, k * plan.every))
    if (times[whole]! < end * (1 - 1e-12)) times.push(end)
    return Float64Array.from(times)
  }
  const { spacing, frames } = plan
  return Float64Array.from({ length: frames + 1 }, (_, k) => {
    if (k === 0 || k === frames) return k === 0 ? 0 : end
    if (spacing === 'lin') return end * k < Infinity ? (end * k) / frames : (end / frames) * k
    return end * 10 ** (-4 * (1 - (k - 1) / (frames - 1)))
  })
}

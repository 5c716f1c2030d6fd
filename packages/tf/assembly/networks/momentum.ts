import { fma } from '../training/fma'
import { sumOfLanes } from './lanes'

/**
 * A step of gradient descent with momentum over n entries, in place:
 *
 *     g′ = g + coupled · θ,   v ← μ v + g′,   θ ← keep · θ − η v,  or where `ahead` (Nesterov)  keep · θ − η (g′ + μ v)
 *
 * Returns 0 times the sum of all new θ: 0 where all are finite, NaN otherwise. Floor: 12 bytes read and 8 written an
 * entry.
 */
export function momentum(
  theta: usize,
  g: usize,
  v: usize,
  n: i32,
  rate: f32,
  mu: f32,
  coupled: f32,
  keep: f32,
  ahead: i32,
): f32 {
  const zero = f32x4.splat(0)
  const down = f32x4.splat(-rate)
  const factor = f32x4.splat(mu)
  const pull = f32x4.splat(coupled)
  const kept = f32x4.splat(keep)
  let bad = zero
  const end = theta + ((<usize>n) << 2)
  for (; theta + 16 <= end; theta += 16, g += 16, v += 16) {
    const x = v128.load(theta)
    const slope = fma(pull, x, v128.load(g))
    const velocity = fma(factor, v128.load(v), slope)
    v128.store(v, velocity)
    const next = fma(down, ahead ? fma(factor, velocity, slope) : velocity, f32x4.mul(kept, x))
    v128.store(theta, next)
    bad = fma(next, zero, bad)
  }
  let answer = sumOfLanes(bad)
  for (; theta < end; theta += 4, g += 4, v += 4) {
    const x = load<f32>(theta)
    const slope = coupled * x + load<f32>(g)
    const velocity = mu * load<f32>(v) + slope
    store<f32>(v, velocity)
    const next = keep * x - rate * (ahead ? mu * velocity + slope : velocity)
    store<f32>(theta, next)
    answer += next * 0
  }
  return answer
}

/** The same without memory of the past: θ ← keep · θ − η (g + coupled · θ). Floor: 8 bytes read and 4 written an entry. */
export function descend(theta: usize, g: usize, n: i32, rate: f32, coupled: f32, keep: f32): f32 {
  const zero = f32x4.splat(0)
  const down = f32x4.splat(-rate)
  const pull = f32x4.splat(coupled)
  const kept = f32x4.splat(keep)
  let bad = zero
  const end = theta + ((<usize>n) << 2)
  for (; theta + 16 <= end; theta += 16, g += 16) {
    const x = v128.load(theta)
    const next = fma(down, fma(pull, x, v128.load(g)), f32x4.mul(kept, x))
    v128.store(theta, next)
    bad = fma(next, zero, bad)
  }
  let answer = sumOfLanes(bad)
  for (; theta < end; theta += 4, g += 4) {
    const x = load<f32>(theta)
    const next = keep * x - rate * (load<f32>(g) + coupled * x)
    store<f32>(theta, next)
    answer += next * 0
  }
  return answer
}

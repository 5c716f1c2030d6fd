import { fma } from '../training/fma'
import { storeFirst, firstLanes, sumOfLanes } from './lanes'

/**
 * A step of Adam over n entries, in place, with m and v its two moments:
 *
 *     g′ = g + coupled · θ,   m ← β₁ m + (1 − β₁) g′,   v ← β₂ v + (1 − β₂) g′²,
 *     θ ← keep · θ − rate · m/(√v · spread + ε)
 *
 * where rate = η/(1 − β₁ᵗ) and spread = 1/√(1 − β₂ᵗ) correct the bias of moments that start at 0; `rest` are 1 − β. Returns
 * 0 times the sum of all new θ: 0 where all are finite, NaN otherwise. Floor: 16 bytes read and 12 written an entry, a
 * root and a division for four.
 */
export function adam(
  theta: usize,
  g: usize,
  m: usize,
  v: usize,
  n: i32,
  rate: f32,
  beta1: f32,
  rest1: f32,
  beta2: f32,
  rest2: f32,
  spread: f32,
  epsilon: f32,
  coupled: f32,
  keep: f32,
): f32 {
  const zero = f32x4.splat(0)
  let bad = zero
  for (; n > 0; n -= 4, theta += 16, g += 16, m += 16, v += 16) {
    const x = v128.load(theta)
    const slope = fma(f32x4.splat(coupled), x, v128.load(g))
    const first = fma(f32x4.splat(rest1), slope, f32x4.mul(f32x4.splat(beta1), v128.load(m)))
    const square = f32x4.mul(f32x4.mul(f32x4.splat(rest2), slope), slope)
    const second = fma(f32x4.splat(beta2), v128.load(v), square)
    const size = fma(f32x4.sqrt(second), f32x4.splat(spread), f32x4.splat(epsilon))
    const next = fma(f32x4.splat(-rate), f32x4.div(first, size), f32x4.mul(f32x4.splat(keep), x))
    if (n >= 4) {
      v128.store(m, first)
      v128.store(v, second)
      v128.store(theta, next)
      bad = fma(next, zero, bad)
    } else {
      storeFirst(m, first, n)
      storeFirst(v, second, n)
      storeFirst(theta, next, n)
      bad = fma(v128.and(next, firstLanes(n)), zero, bad)
    }
  }
  return sumOfLanes(bad)
}

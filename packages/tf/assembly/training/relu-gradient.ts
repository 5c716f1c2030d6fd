/**
 * The gradient of ReLU: dy where x > 0, dy times 0 elsewhere, and NaN where x is NaN. Floor: 8 bytes read and 4 written
 * an entry; measured: 1.5 times as long as a product of two tensors, which moves as many.
 */
export function reluGradient(dy: usize, x: usize, out: usize, n: i32): void {
  const zero = f32x4.splat(0)
  const one = f32x4.splat(1)
  const end = x + (<usize>n << 2)
  for (; x + 16 <= end; x += 16, dy += 16, out += 16)
    v128.store(out, f32x4.mul(v128.load(dy), step(v128.load(x), zero, one)))
  for (; x < end; x += 4, dy += 4, out += 4)
    v128.store32_lane(out, f32x4.mul(v128.load32_splat(dy), step(v128.load32_splat(x), zero, one)), 0)
}

/** 1 where x > 0, 0 elsewhere; all bits set, which is a NaN, where x is one. */
// @ts-expect-error: a decorator of the language
@inline
function step(x: v128, zero: v128, one: v128): v128 {
  return v128.or(v128.and(one, f32x4.gt(x, zero)), f32x4.ne(x, x))
}

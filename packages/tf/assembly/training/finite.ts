/** Whether there is neither an infinity nor a NaN: such an entry less itself is NaN, any other 0. */
// @ts-expect-error: a decorator of the language
@inline
export function finite(four: v128): bool {
  return !v128.any_true(f32x4.sub(four, four))
}

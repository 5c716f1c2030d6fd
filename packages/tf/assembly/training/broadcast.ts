// a ∘ b where b is repeated: + 0, − 1, × 2, ÷ 3, and b − a 4, b ÷ a 5. Floor: 4 bytes read and 4 written an entry;
// measured: 1.5 times that.

/** b is one row, the same for every row of a [size / width, width]; the last row may be cut off. */
export function withRow(a: usize, b: usize, out: usize, size: i32, width: i32, operation: i32): void {
  if (operation == 0) rows(a, b, out, size, width, 0)
  else if (operation == 1) rows(a, b, out, size, width, 1)
  else if (operation == 2) rows(a, b, out, size, width, 2)
  else if (operation == 3) rows(a, b, out, size, width, 3)
  else if (operation == 4) rows(a, b, out, size, width, 4)
  else rows(a, b, out, size, width, 5)
}

/** b is one entry a row of a [length, width]. */
export function withColumn(a: usize, b: usize, out: usize, length: i32, width: i32, operation: i32): void {
  if (operation == 0) columns(a, b, out, length, width, 0)
  else if (operation == 1) columns(a, b, out, length, width, 1)
  else if (operation == 2) columns(a, b, out, length, width, 2)
  else if (operation == 3) columns(a, b, out, length, width, 3)
  else if (operation == 4) columns(a, b, out, length, width, 4)
  else columns(a, b, out, length, width, 5)
}

// @ts-expect-error: a decorator of the language
@inline
function apply(a: v128, b: v128, operation: i32): v128 {
  if (operation == 0) return f32x4.add(a, b)
  if (operation == 1) return f32x4.sub(a, b)
  if (operation == 2) return f32x4.mul(a, b)
  if (operation == 3) return f32x4.div(a, b)
  if (operation == 4) return f32x4.sub(b, a)
  return f32x4.div(b, a)
}

// @ts-expect-error: a decorator of the language
@inline
function rows(a: usize, b: usize, out: usize, size: i32, width: i32, operation: i32): void {
  for (; size > 0; size -= width) {
    const end = a + (<usize>min(size, width) << 2)
    let other = b
    for (; a + 16 <= end; a += 16, other += 16, out += 16)
      v128.store(out, apply(v128.load(a), v128.load(other), operation))
    for (; a < end; a += 4, other += 4, out += 4)
      v128.store32_lane(out, apply(v128.load32_splat(a), v128.load32_splat(other), operation), 0)
  }
}

// @ts-expect-error: a decorator of the language
@inline
function columns(a: usize, b: usize, out: usize, length: i32, width: i32, operation: i32): void {
  for (; length > 0; length--, b += 4) {
    const other = v128.load32_splat(b)
    const end = a + (<usize>width << 2)
    for (; a + 16 <= end; a += 16, out += 16) v128.store(out, apply(v128.load(a), other, operation))
    for (; a < end; a += 4, out += 4)
      v128.store32_lane(out, apply(v128.load32_splat(a), other, operation), 0)
  }
}

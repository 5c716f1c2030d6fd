/**
 * A filter [3, 3, size] for minimal filtering: G g Gᵀ, 4 × 4 entries for each of its `size` pairs of channels, entry k at
 * to + k `plane`. Floor: 36 bytes read and 64 written a pair.
 */
export function tileFilter(filter: usize, size: i32, to: usize, plane: usize): void {
  const step = <usize>size << 2
  const half = f32x4.splat(0.5)
  for (const end = filter + step; filter < end; filter += 16, to += 16) {
    for (let j: usize = 0; j < 4; j++) {
      // Column j of g Gᵀ, then of G g Gᵀ.
      const g0 = column(filter, step, j, half)
      const g1 = column(filter + 3 * step, step, j, half)
      const g2 = column(filter + 6 * step, step, j, half)
      const sum = f32x4.mul(f32x4.add(g0, g2), half)
      const middle = f32x4.mul(g1, half)
      const out = to + j * plane
      v128.store(out, g0)
      v128.store(out + 4 * plane, f32x4.add(sum, middle))
      v128.store(out + 8 * plane, f32x4.sub(sum, middle))
      v128.store(out + 12 * plane, g2)
    }
  }
}

// @ts-expect-error: a decorator of the language
@inline
function column(row: usize, step: usize, j: usize, half: v128): v128 {
  const g0 = v128.load(row)
  if (j == 0) return g0
  const g2 = v128.load(row + 2 * step)
  if (j == 3) return g2
  const sum = f32x4.mul(f32x4.add(g0, g2), half)
  const middle = f32x4.mul(v128.load(row + step), half)
  return j == 1 ? f32x4.add(sum, middle) : f32x4.sub(sum, middle)
}

/** The gradient of the filter from that of {@link tileFilter}'s entries: Gᵀ u G. Floor: 64 bytes read and 36 written a pair. */
export function tileFilterGradient(u: usize, plane: usize, size: i32, filter: usize): void {
  const step = <usize>size << 2
  const half = f32x4.splat(0.5)
  for (const end = filter + step; filter < end; filter += 16, u += 16) {
    for (let i: usize = 0; i < 3; i++) {
      // Row i of Gᵀ u, then of Gᵀ u G.
      const r0 = row(u, plane, i, half)
      const r1 = row(u + plane, plane, i, half)
      const r2 = row(u + 2 * plane, plane, i, half)
      const r3 = row(u + 3 * plane, plane, i, half)
      const sum = f32x4.mul(f32x4.add(r1, r2), half)
      const out = filter + 3 * i * step
      v128.store(out, f32x4.add(r0, sum))
      v128.store(out + step, f32x4.mul(f32x4.sub(r1, r2), half))
      v128.store(out + 2 * step, f32x4.add(sum, r3))
    }
  }
}

// @ts-expect-error: a decorator of the language
@inline
function row(u: usize, plane: usize, i: usize, half: v128): v128 {
  const u1 = v128.load(u + 4 * plane)
  const u2 = v128.load(u + 8 * plane)
  if (i == 1) return f32x4.mul(f32x4.sub(u1, u2), half)
  const sum = f32x4.mul(f32x4.add(u1, u2), half)
  return f32x4.add(sum, v128.load(i == 0 ? u : u + 12 * plane))
}

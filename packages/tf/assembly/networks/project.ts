/** Entries of a row that share a word of signs; the sums have room for so many behind their end. */
const RUN: i32 = 32

/** MurmurHash3's 32-bit finalizer. */
// @ts-expect-error: a decorator of the language
@inline
function mix(value: u32): u32 {
  let h = (value ^ (value >> 16)) * 0x85ebca6b
  h = (h ^ (h >> 13)) * 0xc2b2ae35
  return h ^ (h >> 16)
}

/** The sign bit wherever a bit of the word is set, for bits `from` to `from` + 3. */
// @ts-expect-error: a decorator of the language
@inline
function signs(word: u32, from: i32): v128 {
  const bits = i32x4(1 << from, 2 << from, 4 << from, 8 << from)
  const set = i32x4.eq(v128.and(i32x4.splat(word), bits), bits)
  return v128.and(set, i32x4.splat(i32.MIN_VALUE))
}

/** Four entries, with signs, onto four sums in float64. */
// @ts-expect-error: a decorator of the language
@inline
function add(from: usize, to: usize, sign: v128): void {
  const x = v128.xor(v128.load(from), sign)
  v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(x)))
  const upper = f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 0))
  v128.store(to, f64x2.add(v128.load(to, 16), upper), 16)
}

/**
 * A random projection of rows x [rows, size], `rowBytes` apart, onto sums y [rows, buckets + 32] in float64, `sumBytes`
 * apart: entry p, which is entry i = first + p of the whole row, goes to bucket (i + turn) mod `buckets` with a sign. Every
 * run of `buckets` entries has a turn of its own, every entry a sign, by hashes of two words `one` and `other`. `first` is
 * a multiple of 32, `buckets` a power of two from 32 on. What has gone behind the last bucket belongs to the first ones.
 *
 * Floor: 4 bytes read an entry, 16 read and written of sums that stay in the cache: an add each.
 */
export function projectRows(
  x: usize,
  rows: i32,
  rowBytes: i32,
  size: i32,
  first: i32,
  one: u32,
  other: u32,
  buckets: i32,
  y: usize,
  sumBytes: i32,
): void {
  for (let p = 0; p < size; p += RUN) {
    const i = <u32>(first + p)
    const word = mix(mix((i >> 5) ^ one) + other)
    const turn = mix(mix(i / <u32>buckets ^ other) + one)
    let from = x + ((<usize>p) << 2)
    let to = y + ((<usize>((i + turn) & <u32>(buckets - 1))) << 3)
    if (size - p < RUN) {
      for (let t = 0; t < rows; t++, from += rowBytes, to += sumBytes)
        for (let q = 0; q < size - p; q++) {
          const entry = load<f32>(from + ((<usize>q) << 2))
          const sum = to + ((<usize>q) << 3)
          store<f64>(sum, load<f64>(sum) + <f64>((word >> q) & 1 ? -entry : entry))
        }
      return
    }
    const s0 = signs(word, 0)
    const s1 = signs(word, 4)
    const s2 = signs(word, 8)
    const s3 = signs(word, 12)
    const s4 = signs(word, 16)
    const s5 = signs(word, 20)
    const s6 = signs(word, 24)
    const s7 = signs(word, 28)
    for (let t = 0; t < rows; t++, from += rowBytes, to += sumBytes) {
      add(from, to, s0)
      add(from + 16, to + 32, s1)
      add(from + 32, to + 64, s2)
      add(from + 48, to + 96, s3)
      add(from + 64, to + 128, s4)
      add(from + 80, to + 160, s5)
      add(from + 96, to + 192, s6)
      add(from + 112, to + 224, s7)
    }
  }
}

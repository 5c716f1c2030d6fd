/**
 * ln x of a number above 0, in float64: x = m 2ᵉ with m from √½ to √2, and ln m = 2 artanh((m − 1)/(m + 1)) by twelve
 * terms of its series, to 3 ulp; for normal numbers, as all are that are summed here. NaN and ∞ stay what they are.
 */
export function log(x: f64): f64 {
  if (!(x > 0 && x < Infinity)) return x == 0 ? -Infinity : x
  const bits = reinterpret<i64>(x)
  let e = <i32>(bits >> 52) - 1023
  let m = reinterpret<f64>((bits & 0xfffffffffffff) | 0x3ff0000000000000)
  if (m > 1.4142135623730951) {
    m *= 0.5
    e++
  }
  const s = (m - 1) / (m + 1)
  const z = s * s
  let sum: f64 = 1.0 / 23.0
  for (let k = 21; k > 0; k -= 2) sum = sum * z + 1.0 / <f64>k
  return 2 * s * sum + <f64>e * 0.6931471805599453
}

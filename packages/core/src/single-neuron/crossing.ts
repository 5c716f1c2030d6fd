/**
 * The t > 0 at which f changes sign from negative to positive, to the last digit or two: steps away from `guess` by
 * growing factors until t is bracketed, then bisects, first in the exponent if the bracket is wide. undefined if f is
 * still negative at the largest double. About 60 evaluations.
 */
export function crossing(f: (t: number) => number, guess: number): number | undefined {
  let low = Math.min(1e300, Math.max(1e-300, guess))
  let high = low
  for (let factor = 2; f(high) < 0; factor *= factor) {
    if (high === Number.MAX_VALUE) return undefined
    low = high
    high = Math.min(Number.MAX_VALUE, high * factor)
  }
  for (let factor = 2; !(f(low) < 0); factor *= factor) {
    if (low === 0) return 0
    high = low
    low = low / factor < Number.MIN_VALUE ? 0 : low / factor
  }
  for (;;) {
    const middle = high > 4 * low && low > 0 ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2
    if (!(middle > low && middle < high)) return high
    if (f(middle) < 0) low = middle
    else high = middle
  }
}

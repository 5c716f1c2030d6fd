/**
 * How many output channels the lanes of a correlation hold: eight; up to three channels would leave more than half of
 * them idle, and one by one the lanes hold its inputs instead.
 */
export function lanesOf(outChannels: number): number {
  return outChannels > 3 ? 8 : 1
}

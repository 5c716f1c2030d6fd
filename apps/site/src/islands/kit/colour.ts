import { palette } from '../../figures/palette.ts'

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The δ that have a colour of their own, ascending. */
const stops = Object.keys(palette)
  .map(Number)
  .sort((a, b) => a - b)

/** The numbers of `#rrggbb`. */
export function rgbOf(hex: string): Rgb {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb
}

/**
 * The colour of any δ on a light or a dark page as `#rrggbb`: orange upstream, grey balanced, blue downstream. The
 * palette's own at its δ, mixed in between; beyond the outermost it stays.
 */
export function deltaColour(delta: number, theme: 'light' | 'dark'): string {
  const within = Math.min(Math.max(Number.isNaN(delta) ? 0 : delta, stops[0]!), stops.at(-1)!)
  const next = stops.findIndex((stop) => stop >= within)
  const high = stops[next]!
  const low = stops[Math.max(0, next - 1)]!
  const share = high === low ? 1 : (within - low) / (high - low)
  const [from, to] = [rgbOf(palette[low]![theme]), rgbOf(palette[high]![theme])]
  const channels = from.map((channel, i) => Math.round(channel + share * (to[i]! - channel)))
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** One colour for a light page, one for a dark page. */
export interface Colours {
  readonly light: string
  readonly dark: string
}

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/** The colours of the two pages: Starlight's own. */
export const page: Colours = { light: '#ffffff', dark: '#17181c' }

/**
 * A colour for every δ on a light and on a dark page: orange upstream, grey balanced, blue downstream, the stronger the
 * unbalance the further from the page. Orange against blue differs for every kind of colour vision, and every curve is
 * labelled besides.
 */
export const palette: { readonly [delta: number]: Colours } = {
  4: { light: '#7f2704', dark: '#fdd0a2' },
  2: { light: '#b84203', dark: '#fda55f' },
  1: { light: '#d9690d', dark: '#e8791c' },
  0: { light: '#5f5f66', dark: '#d2d2d8' },
  [-1]: { light: '#3787c0', dark: '#4b98d1' },
  [-2]: { light: '#1f62a8', dark: '#7ab8e0' },
  [-4]: { light: '#08306b', dark: '#c0dcf2' },
}

/**
 * The colours of a neuron by the sign of its readout a: purple against green, which differ for every kind of colour
 * vision and are nobody's δ. Below 0 a neuron's head is a ring besides.
 */
export const signColours: { readonly [sign in 'positive' | 'negative']: Colours } = {
  positive: { light: '#7a3d9c', dark: '#c9a0e0' },
  negative: { light: '#1b7f4b', dark: '#7fd19b' },
}

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

/** A style that hands both colours down as `--light` and `--dark`, to what the pages draw without a script. */
export function styleOf({ light, dark }: Colours): string {
  return `--light: ${light}; --dark: ${dark}`
}

/** The same for the colour of a δ. */
export function deltaStyle(delta: number): string {
  return styleOf({ light: deltaColour(delta, 'light'), dark: deltaColour(delta, 'dark') })
}

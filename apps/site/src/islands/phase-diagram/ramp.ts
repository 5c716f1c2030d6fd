import { rgbOf } from '../kit/colours.ts'

/** Viridis at ninths: lightness rises evenly, for every kind of colour vision and in print. */
const STOPS = ['#440154', '#472d7b', '#3b528b', '#2c728e', '#21918c', '#28ae80', '#5ec962', '#addc30', '#fde725'].map(
  rgbOf,
)

/** The colour at a share from 0 to 1. */
export function rampColour(share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (STOPS.length - 1)
  const low = Math.min(STOPS.length - 2, Math.floor(place))
  const [from, to] = [STOPS[low]!, STOPS[low + 1]!]
  const channels = from.map((channel, i) => Math.round(channel + (place - low) * (to[i]! - channel)))
  return `rgb(${channels.join(' ')})`
}

/** True where the colour is so dark that a mark on it has to be light. */
export function isDark(share: number): boolean {
  return share < 0.55
}

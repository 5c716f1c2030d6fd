/** A colour as three bytes, 0–255. */
export type Rgb = readonly [red: number, green: number, blue: number]

export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

/** The colour that has `part` of `over` and the rest of `under`. */
export function mix(under: Rgb, over: Rgb, part: number): Rgb {
  const channel = (c: 0 | 1 | 2): number => Math.round(under[c] + part * (over[c] - under[c]))
  return [channel(0), channel(1), channel(2)]
}

/** Squared distance with the weights of the eye's response to red, green and blue, about 2 : 4 : 3. */
export const distance = (a: Rgb, b: Rgb): number =>
  2 * (a[0] - b[0]) ** 2 + 4 * (a[1] - b[1]) ** 2 + 3 * (a[2] - b[2]) ** 2

const LEVELS = [0, 95, 135, 175, 215, 255]

/** The colour that xterm shows for an index from 16 to 255: a cube of 6×6×6, then 24 greys. */
export function fromIndex256(index: number): Rgb {
  if (index >= 232) return [8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232)]
  const cube = index - 16
  return [LEVELS[Math.floor(cube / 36)]!, LEVELS[Math.floor(cube / 6) % 6]!, LEVELS[cube % 6]!]
}

/** The index from 16 to 255 whose colour is nearest. The first sixteen are left out: themes change them. */
export function toIndex256(colour: Rgb): number {
  let best = 16
  for (let index = 17; index < 256; index++) {
    if (distance(fromIndex256(index), colour) < distance(fromIndex256(best), colour)) best = index
  }
  return best
}

/** A colour of the dashboard, for dark and for light terminals. `''` is the terminal's own text. */
export type Ink = {
  readonly name: string
  readonly hex: string
  readonly light: string
  /** SGR parameters of the foreground where there are sixteen colours, chosen by hand: the nearest would merge inks. */
  readonly ansi16: number
  readonly ansi16Light: number
}

/** Tones of each ramp, from the strongest to the faintest. */
export const TONES = 24
/** Levels of the scale of heat maps. */
export const LEVELS = 64

/** Where the ramps begin. */
const WARM = 16
const NEUTRAL = WARM + TONES
const COLD = NEUTRAL + TONES
const OTHERS = COLD + TONES
const HEAT = 128

/** Inks by their use: `muted` is for axes and labels, `accent` for what has the focus, the last two are for text on heat. */
export const ink = { default: 0, muted: 1, accent: 2, warn: 3, good: 4, shade: 5, bright: 6, dark: 7 } as const

const NONE: Ink = { name: '', hex: '', light: '', ansi16: 39, ansi16Light: 39 }
const table: Ink[] = Array.from({ length: 256 }, () => NONE)

table[ink.default] = { ...NONE, name: 'default' }
table[ink.muted] = { name: 'muted', hex: '#768390', light: '#6e7781', ansi16: 90, ansi16Light: 90 }
table[ink.accent] = { name: 'accent', hex: '#a98bea', light: '#6f42c1', ansi16: 35, ansi16Light: 35 }
table[ink.warn] = { name: 'warn', hex: '#d29922', light: '#9a6700', ansi16: 93, ansi16Light: 33 }
table[ink.good] = { name: 'good', hex: '#46a758', light: '#1a7f37', ansi16: 92, ansi16Light: 32 }
table[ink.shade] = { name: 'shade', hex: '#222a35', light: '#e7ebf0', ansi16: 90, ansi16Light: 37 }
table[ink.bright] = { name: 'bright', hex: '#ffffff', light: '#ffffff', ansi16: 97, ansi16Light: 97 }
table[ink.dark] = { name: 'dark', hex: '#000000', light: '#000000', ansi16: 30, ansi16Light: 30 }

type Anchors = readonly [strong: string, middle: string, faint: string]

/**
 * Where the second, third and last of a family's four colours of sixteen begin. `inksOf` gives up to three runs tones
 * that lie in three of the ranges, so that what is grey, or most unlike, comes first: one balanced run is white, two are
 * white and grey; three cold ones are blue, bright blue and bright cyan.
 */
const SIXTEEN = {
  upstream: [7, 11, 16],
  balanced: [5, 14, 21],
  downstream: [7, 11, 16],
} as const

/**
 * The three families of regimes: hue tells the sign of the unbalance, strength its size. Found by a search for the
 * largest least difference between the tones of up to three and three runs around a balanced one, for four kinds of
 * colour vision, within the contrasts that the tests ask for.
 */
const ramps: readonly {
  readonly name: keyof typeof SIXTEEN
  readonly first: number
  readonly dark: Anchors
  readonly light: Anchors
  readonly ansi16: readonly number[]
  readonly ansi16Light: readonly number[]
}[] = [
  {
    name: 'upstream',
    first: WARM,
    dark: ['#bd310e', '#ffa327', '#ffc5b4'],
    light: ['#6a1500', '#cc5335', '#c99400'],
    ansi16: [31, 33, 91, 93],
    ansi16Light: [31, 93, 91, 33],
  },
  {
    name: 'balanced',
    first: NEUTRAL,
    dark: ['#f7f7f8', '#b9bfc8', '#787b7d'],
    light: ['#141415', '#32353a', '#85959f'],
    ansi16: [92, 97, 37, 32],
    ansi16Light: [32, 30, 90, 92],
  },
  {
    name: 'downstream',
    first: COLD,
    dark: ['#3c4ef9', '#519fff', '#c0d2ff'],
    light: ['#000b6b', '#055cd5', '#589fdf'],
    ansi16: [34, 36, 94, 96],
    ansi16Light: [34, 96, 94, 36],
  },
]

/** Runs that do not differ in their regime: hues that stand for none, by the same kind of search. */
const others: readonly Ink[] = [
  { name: 'violet', hex: '#b52ffe', light: '#4a23e3', ansi16: 35, ansi16Light: 35 },
  { name: 'green', hex: '#18a75c', light: '#14aa7d', ansi16: 32, ansi16Light: 32 },
  { name: 'pink', hex: '#ba50a9', light: '#7c0a75', ansi16: 95, ansi16Light: 95 },
  { name: 'olive', hex: '#ffc72e', light: '#a09701', ansi16: 93, ansi16Light: 33 },
  { name: 'teal', hex: '#62def8', light: '#09807a', ansi16: 36, ansi16Light: 36 },
  { name: 'crimson', hex: '#f10008', light: '#8b053f', ansi16: 91, ansi16Light: 91 },
  { name: 'lime', hex: '#a4e075', light: '#244e01', ansi16: 92, ansi16Light: 92 },
  { name: 'clay', hex: '#e2cab3', light: '#a97d40', ansi16: 37, ansi16Light: 90 },
]

/** Viridis (Smith & van der Walt 2015), every eighth of it: even steps of lightness, for every kind of colour vision. */
const viridis: readonly string[] = [
  '#440154',
  '#472d7b',
  '#3b528b',
  '#2c728e',
  '#21918c',
  '#28ae80',
  '#5ec962',
  '#addc30',
  '#fde725',
]

const channels = (hex: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

/** The colour at `part` (0 to 1) of the way along evenly spaced colours. */
function along(colours: readonly string[], part: number): string {
  const at = part * (colours.length - 1)
  const i = Math.min(colours.length - 2, Math.floor(at))
  const [from, to] = [channels(colours[i]!), channels(colours[i + 1]!)]
  const mixed = from.map((value, c) => Math.round(value + (at - i) * (to[c]! - value)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

const zone = <T>(list: readonly T[], part: number): T =>
  list[Math.min(list.length - 1, Math.floor(part * list.length))]!

for (const { name, first, dark, light, ansi16, ansi16Light } of ramps)
  for (let tone = 0; tone < TONES; tone++) {
    const part = tone / (TONES - 1)
    const range = SIXTEEN[name].filter((start) => tone >= start).length
    table[first + tone] = {
      name: `${name} ${tone}`,
      hex: along(dark, part),
      light: along(light, part),
      ansi16: ansi16[range]!,
      ansi16Light: ansi16Light[range]!,
    }
  }
for (const [i, other] of others.entries()) table[OTHERS + i] = other
for (let level = 0; level < LEVELS; level++) {
  const part = level / (LEVELS - 1)
  const hex = along(viridis, part)
  const ansi16 = zone([35, 34, 36, 32, 92, 93], part)
  table[HEAT + level] = { name: `heat ${level}`, hex, light: hex, ansi16, ansi16Light: ansi16 }
}

/** All inks, by index. */
export const palette: readonly Ink[] = table

/** The sides of a comparison: a outweighs w, neither does, w outweighs a; or runs whose regime is the same. */
export type Family = 'upstream' | 'balanced' | 'downstream' | 'other'

const firsts: { readonly [family in Family]: number } = {
  upstream: WARM,
  balanced: NEUTRAL,
  downstream: COLD,
  other: OTHERS,
}

/**
 * `count` inks of a family, from the strongest to the faintest, as far apart as the ramp allows; beyond its tones they
 * repeat.
 */
export function inksOf(family: Family, count: number): number[] {
  const first = firsts[family]
  if (family === 'other') return Array.from({ length: count }, (_, i) => first + (i % others.length))
  return Array.from({ length: count }, (_, i) => first + Math.floor((TONES * (i + 0.5)) / count))
}

/** The part of the scale of heat maps below which it is dark, in true colours as in sixteen (magenta and blue). */
const DARK = 1 / 3

/** The ink that is read on the colour of a value, from 0 to 1. */
export const againstHeat = (part: number): number => (part < DARK ? ink.bright : ink.dark)

/** The ink of a value on the scale of heat maps, from 0 to 1. */
export const heatInk = (part: number): number => HEAT + Math.min(LEVELS - 1, Math.max(0, Math.floor(part * LEVELS)))

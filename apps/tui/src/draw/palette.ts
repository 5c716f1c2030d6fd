/**
 * The inks, with the roles of Okabe & Ito's palette (2008, "Color Universal Design") in mind: orange, green and blue
 * first. Tones of the series come from a search for distance under the colour-vision models of Machado et al. (2009),
 * adjusted by hand; test/draw/colours.test.ts checks the distances. A relative luminance of 0.14–0.45 leaves every ink
 * a contrast of at least 2 : 1 on white and 3.4 : 1 on a dark terminal. `ansi16` is chosen by hand, as the nearest of
 * sixteen colours would merge inks.
 */
export type Ink = { readonly name: string; readonly hex: string; readonly ansi16: number }

export const palette: readonly Ink[] = [
  { name: 'default', hex: '', ansi16: 39 },
  { name: 'muted', hex: '#768390', ansi16: 90 },
  { name: 'accent', hex: '#9b7ede', ansi16: 35 },
  { name: 'warn', hex: '#d29922', ansi16: 93 },
  { name: 'good', hex: '#46a758', ansi16: 92 },

  { name: 'upstream', hex: '#d9741a', ansi16: 33 },
  { name: 'balanced', hex: '#1db592', ansi16: 32 },
  { name: 'downstream', hex: '#3a7cf7', ansi16: 94 },
  { name: 'pink', hex: '#dc82da', ansi16: 95 },
  { name: 'gold', hex: '#dba40c', ansi16: 93 },
  { name: 'petrol', hex: '#2f7d9e', ansi16: 36 },
  { name: 'crimson', hex: '#cb3757', ansi16: 31 },
  { name: 'khaki', hex: '#c3a870', ansi16: 37 },

  { name: 'delta+3', hex: '#cf4c08', ansi16: 31 },
  { name: 'delta+2', hex: '#e8893a', ansi16: 91 },
  { name: 'delta+1', hex: '#d3ac86', ansi16: 33 },
  { name: 'delta0', hex: '#a0a4a8', ansi16: 37 },
  { name: 'delta-1', hex: '#8db0d2', ansi16: 36 },
  { name: 'delta-2', hex: '#4f95e3', ansi16: 94 },
  { name: 'delta-3', hex: '#2263d6', ansi16: 34 },
]

/** Inks by their use: `muted` is for axes and labels, `accent` for what has the focus. */
export const ink = { default: 0, muted: 1, accent: 2, warn: 3, good: 4 } as const

/** Inks of runs. The first three stand for upstream (delta > 0), balanced (delta = 0), downstream (delta < 0). */
export const seriesInks: readonly number[] = [5, 6, 7, 8, 9, 10, 11, 12]

/** A diverging ramp for seven values of delta, from the most upstream (orange) over 0 (grey) to downstream (blue). */
export const deltaInks: readonly number[] = [13, 14, 15, 16, 17, 18, 19]

/**
 * A colour for every δ on a light and on a dark page: orange upstream, grey balanced, blue downstream, the stronger the
 * unbalance the further from the page. Orange against blue differs for every kind of colour vision, and every curve is
 * labelled besides.
 */
export const palette: { readonly [delta: number]: { readonly light: string; readonly dark: string } } = {
  4: { light: '#7f2704', dark: '#fdd0a2' },
  2: { light: '#b84203', dark: '#fda55f' },
  1: { light: '#d9690d', dark: '#e8791c' },
  0: { light: '#5f5f66', dark: '#d2d2d8' },
  [-1]: { light: '#3787c0', dark: '#4b98d1' },
  [-2]: { light: '#1f62a8', dark: '#7ab8e0' },
  [-4]: { light: '#08306b', dark: '#c0dcf2' },
}

/** The colours of the two pages: Starlight's own. */
export const page = { light: '#ffffff', dark: '#17181c' } as const

/** Whether the terminal is dark with light text, or light with dark text. */
export type Theme = 'dark' | 'light'

/** The background that dimmed colours are mixed with; the terminal's own may differ a little. */
export const backgrounds: { readonly [theme in Theme]: string } = { dark: '#0d1117', light: '#ffffff' }

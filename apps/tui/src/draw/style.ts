/**
 * A style is one small integer: the index of an ink in the palette in bits 0–5, and one bit for each attribute.
 * 0 is the terminal's own text. Add them: `ink.warn | BOLD`.
 */
export const BOLD = 64
export const DIM = 128
export const INVERSE = 256

/** How many styles there are: 64 inks × 8 combinations of attributes. */
export const STYLES = 512

/** The index of the style's ink in the palette. */
export const inkOf = (style: number): number => style & 63

/**
 * A style is one whole number: the index of an ink in the palette in bits 0–7, one bit for each attribute, and in bits
 * 11–18 the ink of the background. 0 is the terminal's own text. Add them: `ink.warn | BOLD`, `upper | on(lower)`.
 */
export const BOLD: number = 1 << 8
export const DIM: number = 1 << 9
export const INVERSE: number = 1 << 10

const GROUND = 11

/** The index of the style's ink in the palette. */
export const inkOf = (style: number): number => style & 255

/** The style of a background in that ink. */
export const on = (ink: number): number => ink << GROUND

/** The index of the background's ink; 0 for the terminal's own. */
export const groundOf = (style: number): number => (style >> GROUND) & 255

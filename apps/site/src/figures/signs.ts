/**
 * The colours of a neuron by the sign of its readout a, on a light and on a dark page: purple against green, which
 * differ for every kind of colour vision and are nobody's δ. Below 0 a neuron's head is a ring besides.
 */
export const signColours = {
  positive: { light: '#7a3d9c', dark: '#c9a0e0' },
  negative: { light: '#1b7f4b', dark: '#7fd19b' },
} as const

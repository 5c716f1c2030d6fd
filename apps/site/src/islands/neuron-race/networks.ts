/** The three networks that race, from upstream to downstream: which δ, in units of |δ|, and how their curves look. */
export const NETWORKS = [
  { name: 'upstream', sign: 1, dash: [] },
  { name: 'balanced', sign: 0, dash: [7, 4] },
  { name: 'downstream', sign: -1, dash: [2, 3] },
] as const satisfies readonly { name: string; sign: number; dash: readonly number[] }[]

export type NetworkName = (typeof NETWORKS)[number]['name']

/** The parameters of `neuron-race` for one of the three that the page relies on; the rest are the defaults. */
export function parametersOf(
  { delta, tau }: { readonly delta: number; readonly tau: number },
  sign: number,
): { readonly [name: string]: number | string } {
  return { delta: sign * delta + 0, tau, steps: STEPS, samples: SAMPLES, record: RECORD }
}

/** Frames on a logarithmic scale: about 180 different ones in 10,000 steps. */
export const RECORD = 'log:240'
export const STEPS = 10_000
/** Inputs on the circle. */
export const SAMPLES = 20

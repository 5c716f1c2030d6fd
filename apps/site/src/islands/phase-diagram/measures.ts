/**
 * What the diagram can show, on one scale for all steps, so that dragging through them shows growth. What each is called,
 * the experiment says.
 */
export const MEASURES = {
  kernelDistance: { kind: 'linear', domain: [0, 0.6], ticks: [0, 0.2, 0.4, 0.6] },
  hammingDistance: { kind: 'linear', domain: [0, 0.45], ticks: [0, 0.15, 0.3, 0.45] },
  parameterDistance: { kind: 'linear', domain: [0, 3.3], ticks: [0, 1, 2, 3] },
  loss: { kind: 'log', domain: [1e-9, 3e-2], ticks: [1e-9, 1e-7, 1e-5, 1e-3] },
  testLoss: { kind: 'log', domain: [1e-4, 3e-2], ticks: [1e-4, 1e-3, 1e-2] },
} as const

export type Measure = keyof typeof MEASURES

/** Below this the flow does not track the training loss. */
export const LEAST_LOSS = 1e-9

/**
 * Where a value lies on its measure's scale, from 0 to 1; beyond the ends it is the end. Not one of d3's scales: with
 * them the page would have more script than it may.
 */
export function shareOf(measure: Measure, value: number): number {
  const { kind, domain } = MEASURES[measure]
  const [low, high] = domain
  const share =
    kind === 'log' ? Math.log(Math.max(value, low) / low) / Math.log(high / low) : (value - low) / (high - low)
  return Math.min(1, Math.max(0, share))
}

import { createScale, type Scale } from '../kit/scale.ts'

/** What the diagram can show, on one scale for all steps, so that dragging through them shows growth. */
export const MEASURES = {
  kernelDistance: { label: 'kernel distance', kind: 'linear', domain: [0, 0.6], ticks: [0, 0.2, 0.4, 0.6] },
  hammingDistance: { label: 'Hamming distance', kind: 'linear', domain: [0, 0.45], ticks: [0, 0.15, 0.3, 0.45] },
  parameterDistance: { label: 'parameter distance', kind: 'linear', domain: [0, 3.3], ticks: [0, 1, 2, 3] },
  loss: { label: 'training loss', kind: 'log', domain: [1e-9, 3e-2], ticks: [1e-9, 1e-7, 1e-5, 1e-3] },
  testLoss: { label: 'test loss', kind: 'log', domain: [1e-4, 3e-2], ticks: [1e-4, 1e-3, 1e-2] },
} as const

export type Measure = keyof typeof MEASURES

/** Below that the flow does not follow the training loss. */
export const LEAST_LOSS = 1e-9

/** Where a value lies on its measure's scale, from 0 to 1; beyond the ends it is the end. */
export function shareOf(measure: Measure, value: number): number {
  const { kind, domain } = MEASURES[measure]
  const scale: Scale = createScale(kind, domain, [0, 1])
  const share = scale.at(Math.max(value, kind === 'log' ? domain[0] : value))
  return Math.min(1, Math.max(0, share))
}

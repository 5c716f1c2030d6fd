import type { Axis } from './geometry.ts'

/**
 * The part of an input's gradient along one axis that one share of the kernel makes: entries first, first + stride, …,
 * of the input, each the correlation with weights phase + stride (kernel − 1 − u), u < kernel, from last to first.
 */
export interface Phase {
  readonly phase: number
  /** The first entry of the input, and how many there are, `stride` apart. */
  readonly first: number
  readonly count: number
  /** Weights in this share, 0 where the stride is longer than the kernel. */
  readonly kernel: number
  /** Entry i of the count sees entries i + u − before of dy. */
  readonly before: number
}

/**
 * Entry y of the input meets output o with weight u = y + before − o stride, so only weights with u ≡ y + before modulo
 * the stride: an input with a stride of s falls into s correlations without one, and no inserted zero is multiplied.
 */
export function phases({ input, kernel, stride, before }: Axis): Phase[] {
  return Array.from({ length: Math.min(stride, input) }, (_, first) => {
    const phase = (((first + before) % stride) + stride) % stride
    const share = Math.max(0, Math.ceil((kernel - phase) / stride))
    const output = (first + before - phase) / stride
    return { phase, first, count: Math.ceil((input - first) / stride), kernel: share, before: share - 1 - output }
  })
}

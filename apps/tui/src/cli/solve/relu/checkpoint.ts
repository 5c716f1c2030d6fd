import {
  type Regression,
  type ReluDistances,
  type ReluFlow,
  type ReluNetwork,
  reluDescent,
  reluMeasures,
} from '@lazyrich/core/two-layer-relu'

export type Place =
  | { readonly step: number }
  | { readonly time: number }
  | { readonly step: number; readonly time: number }

/** What a checkpoint measures. */
export const measured = ['loss', 'kernelDistance', 'hammingDistance', 'parameterDistance'] as const

/** Relative differences from descent. */
export type Differences = { readonly [name in (typeof measured)[number]]: number }

/** One of the steps or times that were asked for. */
export type ReluCheckpoint = Place &
  Pick<ReluDistances, 'kernelDistance' | 'hammingDistance' | 'parameterDistance'> & {
    readonly loss: number
    readonly W: number[][]
    readonly a: number[]
    /** Of a flow that a learning rate was given for: how far descent is. Null where descent diverges or that is not known. */
    readonly difference?: Differences | null
  }

/** What a line of `lazyrich solve two-layer-relu` is answered with. */
export interface ReluSolution {
  /** In the order in which they were asked for; where there is an error, those that were reached. */
  readonly checkpoints: ReluCheckpoint[]
  /** What a flow was integrated by, and the gradients that took. */
  readonly solver?: ReluFlow['solver']
  readonly evaluations?: number
  /** Why not all of them were reached, and what to change. */
  readonly error?: string
}

/** Lists a network as a checkpoint; distances are from the network as it is now. */
export type Show = (at: Place, now: ReluNetwork) => ReluCheckpoint

export function checkpoints(network: ReluNetwork, data: Regression): Show {
  const measure = reluMeasures(network, data)
  return (at, now) => {
    const { kernelDistance, hammingDistance, parameterDistance } = measure(now)
    const loss = reluDescent(now, data, 1).loss()
    return { ...at, loss, kernelDistance, hammingDistance, parameterDistance, W: rows(now), a: Array.from(now.a) }
  }
}

function rows({ W, a }: ReluNetwork): number[][] {
  const inputs = W.length / a.length
  return Array.from(a, (_, k) => Array.from(W.subarray(k * inputs, (k + 1) * inputs)))
}

/** The network of one row of a flow. */
export function rowOf(
  { W, a }: Pick<ReluFlow, 'W' | 'a'>,
  row: number,
  { W: w, a: b, leak }: ReluNetwork,
): ReluNetwork {
  return {
    W: W.slice(row * w.length, (row + 1) * w.length),
    a: a.slice(row * b.length, (row + 1) * b.length),
    leak,
  }
}

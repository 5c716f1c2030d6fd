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

/** The network at one of the requested steps or times. */
export type ReluCheckpoint = Place &
  Pick<ReluDistances, 'kernelDistance' | 'hammingDistance' | 'parameterDistance'> & {
    readonly loss: number
    readonly W: number[][]
    readonly a: number[]
    /** For a flow with a learning rate: how far descent is from it; null if descent diverges or is unknown. */
    readonly difference?: Differences | null
  }

/** The answer to a line of `lazyrich solve two-layer-relu`. */
export interface ReluSolution {
  /** In the order of the request; with an error, only those that were reached. */
  readonly checkpoints: ReluCheckpoint[]
  /** The solver of a flow, and how many gradients it evaluated. */
  readonly solver?: ReluFlow['solver']
  readonly evaluations?: number
  /** Why some checkpoints were not reached, and what to change. */
  readonly error?: string
}

/** Describes the network `now` as a checkpoint. */
export type Show = (at: Place, now: ReluNetwork) => ReluCheckpoint

/** Checkpoints whose distances are from `network` as it is at this call. */
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

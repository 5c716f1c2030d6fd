import { kernelDistance } from '@lazyrich/core/measures'
import type { AsyncMeasuring } from '@lazyrich/core/port'
import { type HierarchyData, oneHot } from '../hierarchy/data.ts'
import type { HierarchySets } from '../hierarchy/sets.ts'
import type { Mlp } from '../mlp/network.ts'
import { type Probe, probeByRows } from '../mlp/tangent-kernel.ts'
import { type MlpShape, type Weights, weightCount, weightDistance } from '../mlp/weights.ts'

/** Test data on which the kernel and the activity are looked at (ours), fewer where classes are many. */
const PROBES = 32
/** Rows of the kernel, data times classes: 32 MB of float64. */
const KERNEL_ROWS = 2048

/** What the measures are taken of. */
interface Measured {
  readonly network: Mlp
  readonly sets: HierarchySets
  readonly shape: MlpShape
  /** The weights that distances are measured from. */
  readonly start: Weights
  /** Symbols of a datum, and how many there are of them. */
  readonly code: { readonly length: number; readonly alphabet: number }
  /** Multiply-adds of a turn. */
  readonly work: number
}

/**
 * Measures a network against its start: yields 1 after every turn's work, and returns the metrics. The network must not
 * be trained meanwhile.
 */
export function hierarchyMeasures({ network, sets, shape, start, code, work }: Measured) {
  const classes = shape.widths.at(-1)!
  const inputs = code.length * code.alphabet
  const probes = Math.max(1, Math.min(PROBES, Math.floor(KERNEL_ROWS / classes), sets.test.count))
  const probeInputs = new Float32Array(probes * inputs)
  oneHot(sets.test, ascending(probes), 0, probes, code, probeInputs)
  const rowsATurn = Math.max(1, Math.min(4096, Math.floor(work / weightCount(shape))))
  const buffer = new Float32Array(rowsATurn * inputs)
  const everyRow = ascending(Math.max(sets.train.count, sets.test.count))
  let before: Probe | undefined

  /** Loss and share of wrong answers on a set. */
  async function* evaluate({
    symbols,
    labels,
    count,
  }: HierarchyData): AsyncGenerator<number, { loss: number; error: number }, void> {
    let loss = 0
    let wrong = 0
    for (let from = 0; from < count; from += rowsATurn) {
      const part = Math.min(rowsATurn, count - from)
      oneHot({ symbols }, everyRow, from, part, code, buffer)
      const sum = await network.evaluate({ inputs: buffer, labels: labels.subarray(from, from + part), count: part })
      loss += sum.loss
      wrong += sum.wrong
      yield 1
    }
    return { loss: loss / count, error: wrong / count }
  }

  /** The kernel and the activity of these weights on the probes. */
  function* look(weights: Weights): Generator<number, Probe, void> {
    const rows = probeByRows(shape, weights, probeInputs, probes)
    for (let done = 0; ; ) {
      const { done: over, value } = rows.next()
      if (over) return value
      done += value
      if (done < work) continue
      done = 0
      yield 1
    }
  }

  return async function* measure(): AsyncMeasuring {
    before ??= yield* look(start)
    const { weights } = await network.state()
    const now = yield* look(weights)
    // The wasm backend's ReLU takes what is no number for 0: the answers of a network that has diverged mean nothing.
    const finite = await network.isFinite()
    const train = finite ? yield* evaluate(sets.train) : { loss: Number.NaN, error: 1 }
    const test = finite ? yield* evaluate(sets.test) : { loss: Number.NaN, error: 1 }
    return {
      metrics: {
        testError: test.error,
        trainError: train.error,
        loss: train.loss,
        kernelDistance: kernelDistance(before.kernel, now.kernel),
        hammingDistance: shareThatDiffers(before.active, now.active),
        parameterDistance: weightDistance(shape, start, weights),
      },
    }
  }
}

function ascending(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => i)
}

/** From 0 to 1; 0 for a network without hidden neurons. */
function shareThatDiffers(before: Uint8Array, after: Uint8Array): number {
  let flipped = 0
  for (let p = 0; p < after.length; p++) flipped += before[p] === after[p] ? 0 : 1
  return after.length > 0 ? flipped / after.length : 0
}

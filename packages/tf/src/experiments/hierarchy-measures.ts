import { kernelDistance } from '@lazyrich/core/measures'
import type { AsyncMeasuring } from '@lazyrich/core/port'
import { type HierarchyData, oneHot } from '../hierarchy/data.ts'
import type { HierarchySets } from '../hierarchy/sets.ts'
import type { Mlp } from '../mlp/network.ts'
import { type Probe, probeByRows } from '../mlp/tangent-kernel.ts'
import { type MlpShape, type Weights, weightCount, weightDistance } from '../mlp/weights.ts'

/** Test samples on which kernel and activations are measured (our choice), fewer when there are many classes. */
const PROBES = 32
/** Rows of the kernel, data times classes: 32 MB of float64. */
const KERNEL_ROWS = 2048

/** The metrics of a network whose weights are not finite: every answer is wrong. */
const NOTHING = {
  testError: 1,
  trainError: 1,
  loss: Number.NaN,
  kernelDistance: Number.NaN,
  hammingDistance: Number.NaN,
  parameterDistance: Number.NaN,
}

/** What is measured. */
interface Measured {
  readonly network: Mlp
  readonly sets: HierarchySets
  readonly shape: MlpShape
  /** The weights that distances are measured from. */
  readonly start: Weights
  /** Symbols in a datum, and the size of the alphabet. */
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

  /** Loss and error rate on a set. */
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

  /** The kernel and the active neurons of these weights on the probes. */
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
    // Weights that are no numbers have neither answers nor a kernel nor activations. The wasm backend's ReLU hides it: it
    // turns NaN into 0.
    if (!weights.every((matrix) => matrix.every(Number.isFinite))) return { metrics: NOTHING }
    const now = yield* look(weights)
    const train = yield* evaluate(sets.train)
    const test = yield* evaluate(sets.test)
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

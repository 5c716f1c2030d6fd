import type { Tensor } from '@tensorflow/tfjs'
import type { Tfjs } from '../backends/load.ts'
import { forward } from '../networks/forward.ts'
import type { Network } from '../networks/network.ts'
import { requireNetworkNumbers } from '../networks/state.ts'
import { workOf } from '../networks/work.ts'
import { sizeOf } from '../shape.ts'
import { type Cost, capacityOf } from './budget.ts'
import type { Jacobian, JacobianOptions, JacobianPart, Piece, Probe, Span } from './jacobian.ts'
import { addProjected, type Projection, type RowLayout, RUN, rowLayout } from './projection.ts'
import { requireProbe } from './require-probe.ts'

/**
 * The same by automatic differentiation of TensorFlow.js on whichever backend is set, a sample and an output at a time,
 * and products in plain float64: slow, for every backend, and the oracle of the fast one's tests.
 *
 * @throws TfError for inputs of another shape, and a probe that needs more memory than it may take.
 */
export function generalJacobian(
  tf: Tfjs,
  network: Network,
  probe: Probe,
  { allOutputs, projection, memory }: JacobianOptions,
  results: Cost['results'],
): Jacobian {
  requireProbe(network, probe)
  const { inputs, count } = probe
  const outputs = sizeOf(network.output)
  const slots = allOutputs ? outputs : 1
  const width = projection ? projection.buckets + RUN : 0
  const sumsOfAll = 8 * width * (projection?.seeds.length ?? 0)
  const held = (t: number): number => 4 * t * (slots + 1) * network.size + 8 * (t * slots) ** 2 + sumsOfAll * t
  const capacity = capacityOf(count, memory, { results, held })
  const work = workOf(network)
  const inputSize = sizeOf(network.input)
  const dtype = network.input.tokens === undefined ? 'float32' : 'int32'
  const immediate = tf.getBackend() === 'wasm' || tf.getBackend() === 'cpu'
  let numbers = requireNetworkNumbers(network, { parameters: new Float32Array(network.size) })
  /** Of the held samples. */
  let places: number[] = []
  const projecting: Projecting | undefined = projection && {
    projection,
    layout: rowLayout(network),
    sums: projection.seeds.map(() => new Float64Array(capacity * width)),
  }
  const slopes = Array.from({ length: capacity }, () => new Float32Array(network.size))

  /** The gradient of one sample's output, as a tensor for each parameter. */
  function gradients(place: number, output: number): Tensor[] {
    return tf.tidy(() => {
      const own = Array.from({ length: inputSize }, (_, p) => inputs[place * inputSize + p]!)
      const x = tf.tensor(own, [1, ...network.input.axes], dtype)
      const upload = (list: Network['parameters'] | Network['statistics'], all: Float32Array): Tensor[] =>
        list.map(({ offset, size, shape }) => tf.tensor(all.slice(offset, offset + size), [...shape]))
      const statistics = upload(network.statistics, numbers.statistics)
      const outputOf = (...parameters: Tensor[]): Tensor => {
        const all = forward(tf, network, { parameters, statistics }, x, { training: false, keep() {} })
        return tf.sum(tf.slice(tf.reshape(all, [-1]), output, 1))
      }
      return tf.grads(outputOf)(upload(network.parameters, numbers.parameters))
    })
  }

  function put(place: number, list: readonly ArrayLike<number>[]): void {
    for (const [k, { offset }] of network.parameters.entries()) slopes[place]!.set(list[k]!, offset)
  }

  return {
    ...{ samples: count, outputs, slots, capacity, work },
    ...(projecting ? { projected: { sums: (r) => projecting.sums[r]!.subarray(0, places.length * width) } } : {}),
    parts: piecesByLayer(network).map(([layer, pieces]) =>
      plainPart({ layer, pieces, slots, capacity, slopes, projecting, held: () => places.length }),
    ),
    use(given) {
      numbers = requireNetworkNumbers(network, given)
    },
    *hold(samples: readonly Span[]) {
      places = samples.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, t) => from + t))
      for (const sum of projecting?.sums ?? []) sum.fill(0)
      yield 0
    },
    *respond(output: number) {
      for (const [t, place] of places.entries()) {
        const tensors = gradients(place, output)
        if (immediate)
          put(
            t,
            tensors.map((tensor) => tensor.dataSync()),
          )
        else yield Promise.all(tensors.map((tensor) => tensor.data())).then((list) => put(t, list))
        tf.dispose(tensors)
        yield 2 * work
      }
    },
  }
}

function piecesByLayer({ parameters }: Network): [layer: string, pieces: readonly Piece[]][] {
  const layers = new Map<string, Piece[]>()
  for (const { layer, offset, size } of parameters) layers.set(layer, [...(layers.get(layer) ?? []), { offset, size }])
  return [...layers]
}

/** What rows are projected with. */
interface Projecting {
  readonly projection: Projection
  readonly layout: RowLayout
  /** Of every seed, [capacity, buckets + RUN]. */
  readonly sums: readonly Float64Array[]
}

interface PlainPart {
  readonly layer: string
  readonly pieces: readonly Piece[]
  readonly slots: number
  readonly capacity: number
  /** Gradients of the held samples, for one output. */
  readonly slopes: readonly Float32Array[]
  readonly projecting: Projecting | undefined
  held(): number
}

function plainPart({ layer, pieces, slots, capacity, slopes, projecting, held }: PlainPart): JacobianPart {
  const size = pieces.reduce((sum, piece) => sum + piece.size, 0)
  const kept = new Float32Array(capacity * slots * size)
  return {
    ...{ layer, pieces, size },
    *keep(slot: number) {
      for (let t = 0; t < held(); t++) {
        let to = (t * slots + slot) * size
        for (const piece of pieces) {
          kept.set(slopes[t]!.subarray(piece.offset, piece.offset + piece.size), to)
          to += piece.size
        }
      }
      yield held() * size
    },
    *project(output: number) {
      const { projection, layout, sums } = projecting!
      const rows = kept.subarray(0, held() * size)
      for (const [r, seed] of projection.seeds.entries()) {
        let column = 0
        for (const piece of pieces) {
          const first = output * layout.length + layout.startOf(piece.offset)
          addProjected(rows, { stride: size, column, size: piece.size, first }, seed, projection.buckets, sums[r]!)
          column += piece.size
        }
        yield rows.length
      }
    },
    *products(x, y, into) {
      let q = 0
      for (let r = x.from; r < x.to; r++) {
        for (let s = y.from; s < y.to; s++) {
          let sum = 0
          for (let p = 0; p < size; p++) sum += kept[r * size + p]! * kept[s * size + p]!
          into[q] = into[q]! + sum
          q++
        }
        yield (y.to - y.from) * size
      }
    },
  }
}

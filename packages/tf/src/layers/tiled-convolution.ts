import { OPERATIONS } from '../planning/operations.ts'
import type { Planning, Scratch } from '../planning/planning.ts'
import type { Value } from '../planning/value.ts'
import type { Geometry } from '../wasm/convolution/geometry.ts'

/** Channels on both sides from which on the products are worth what goes to and from the tiles. */
const FEWEST = 16
/** Tiles that are taken together: their products' inputs stay in the second or third cache. */
const TILES = 192
/** The same for the gradient of the filter, which is added up over them. */
const MANY = 256
/** Bytes between the ends of two planes: without them all 16 would fall into the same lines of the cache. */
const APART = 64

/** Whether a convolution is one of 3 × 3 for which minimal filtering pays. */
export function isTiled({ rows, columns, channels, outChannels }: Geometry): boolean {
  const three = [rows, columns].every(({ kernel, stride, before }) => kernel === 3 && stride === 1 && before <= 2)
  return three && [channels, outChannels].every((count) => count >= FEWEST && count % 4 === 0)
}

/**
 * A convolution of 3 × 3 by minimal filtering: 2 × 2 outputs from 4 × 4 inputs by 16 products where 36 were, each of them
 * an entry of a matrix product over channels:
 *
 *     y = Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A,   summed over channels inside of the brackets
 *
 * The gradient of the input is such a convolution with the filter turned around, which only swaps the 16; that of the
 * filter is Gᵀ [Σ over tiles of (Bᵀ d B) ⊙ (A dy Aᵀ)] G. 8 flops for an output and a pair of channels instead of 18, in
 * each of the three; rounding is about that of the plain sum (64 channels: 3e-7 of the largest output, the plain sum
 * 8e-7). An entry that is not finite reaches the outputs of its tiles that do not see it. Source: Lavin and Gray 2016,
 * arXiv 1509.09308, F(2×2, 3×3).
 */
export function tiledConvolution(on: Planning, x: Value, one: Geometry): Value {
  const { kernels, memory, batch } = on
  const weight = on.parameters[0]!
  const out = on.value(on.output)
  const { channels, outChannels } = one
  const pairs = channels * outChannels
  const ahead = sideOf(one.rows.input, one.columns.input, channels)
  const behind = sideOf(one.rows.output, one.columns.output, outChannels)
  const tiles = Math.min(TILES, batch * Math.max(ahead.tiles, behind.tiles))
  const many = Math.min(MANY, batch * behind.tiles)
  const filterPlane = 4 * pairs + APART
  const zeros = memory.take(Math.max(channels, outChannels))
  const room = kernels.gemmScratch()
  const planesOf = (count: number): number => 16 * (planeOf(count, channels) + planeOf(count, outChannels))
  const scratch = on.scratch(16 * filterPlane + room + Math.max(planesOf(tiles), planesOf(many) + 4 * pairs))

  /** From one side to the other, for some samples; `turned` is the way back, with the filter turned around. */
  function correlate(from: number, side: Side, before: number, to: number, other: Side, count: number): void {
    const turned = side === behind
    const { gemm, filter, rest: inputs } = places(scratch, room, filterPlane)
    const inputPlane = planeOf(tiles, side.channels)
    const products = inputs + 16 * inputPlane
    const productPlane = planeOf(tiles, other.channels)
    const [bRow, bColumn] = turned ? [1, outChannels] : [outChannels, 1]
    kernels.tileFilter(weight.at, pairs, filter, filterPlane)
    const { height, width, tileRows, tileColumns } = other
    for (let first = 0; first < count * other.tiles; first += tiles) {
      const some = Math.min(tiles, count * other.tiles - first)
      kernels.tileInput(
        ...([from, side.height, side.width, side.channels, before, tileRows, tileColumns] as const),
        ...([first, some, zeros, inputs, inputPlane] as const),
      )
      for (let k = 0; k < 16; k++)
        kernels.gemm(
          inputs + k * inputPlane,
          filter + (turned ? TURNED[k]! : k) * filterPlane,
          products + k * productPlane,
          ...([some, other.channels, side.channels, side.channels, 1, bRow, bColumn, gemm] as const),
        )
      kernels.tileOutput(
        ...([products, productPlane, to, height, width, other.channels, tileRows, tileColumns, first, some] as const),
      )
    }
  }

  on.add({
    forward(count) {
      correlate(x.at, ahead, one.rows.before, out.at, behind, count)
    },
    backward(count) {
      if (x.gradient) correlate(out.gradient, behind, 2 - one.rows.before, x.gradient, ahead, count)
    },
    parameters: [weight],
    slope(from, count) {
      const { gemm, filter: sums, rest: inputs } = places(scratch, room, filterPlane)
      const inputPlane = planeOf(many, channels)
      const gradients = inputs + 16 * inputPlane
      const gradientPlane = planeOf(many, outChannels)
      const part = gradients + 16 * gradientPlane
      const { height, width, tileRows, tileColumns } = behind
      const last = (from + count) * behind.tiles
      for (let first = from * behind.tiles; first < last; first += many) {
        const some = Math.min(many, last - first)
        kernels.tileInput(
          ...([x.at, ahead.height, ahead.width, channels, one.rows.before, tileRows, tileColumns] as const),
          ...([first, some, zeros, inputs, inputPlane] as const),
        )
        kernels.tileGradient(
          ...([out.gradient, height, width, outChannels, tileRows, tileColumns] as const),
          ...([first, some, zeros, gradients, gradientPlane] as const),
        )
        const isFirst = first === from * behind.tiles
        for (let k = 0; k < 16; k++) {
          const sum = sums + k * filterPlane
          kernels.gemm(
            inputs + k * inputPlane,
            gradients + k * gradientPlane,
            isFirst ? sum : part,
            ...([channels, outChannels, some, 1, channels, outChannels, 1, gemm] as const),
          )
          if (!isFirst) kernels.withRow(part, sum, sum, pairs, pairs, OPERATIONS.add)
        }
      }
      kernels.tileFilterGradient(sums, filterPlane, pairs, weight.gradient)
    },
  })
  return out
}

/** Images on one side of a convolution, and the tiles of 2 × 2 that cover one of them. */
interface Side {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly tileRows: number
  readonly tileColumns: number
  readonly tiles: number
}

function sideOf(height: number, width: number, channels: number): Side {
  const [tileRows, tileColumns] = [Math.ceil(height / 2), Math.ceil(width / 2)]
  return { height, width, channels, tileRows, tileColumns, tiles: tileRows * tileColumns }
}

/** Bytes from one of the 16 entries of all tiles to the next. */
function planeOf(tiles: number, channels: number): number {
  return 4 * tiles * channels + APART
}

function places({ at }: Scratch, room: number, filterPlane: number): { gemm: number; filter: number; rest: number } {
  const filter = at + Math.ceil(room / 16) * 16
  return { gemm: at, filter, rest: filter + 16 * filterPlane }
}

/** Entry k of a filter turned around: G turns 0 and 3 around with it, and keeps 1 and 2. */
const TURNED: readonly number[] = Array.from({ length: 16 }, (_, k) => {
  const turn = [3, 1, 2, 0]
  return 4 * turn[k >> 2]! + turn[k & 3]!
})

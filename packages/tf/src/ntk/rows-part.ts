import type { Step } from '../planning/planning.ts'
import type { JacobianPart, Piece } from './jacobian.ts'
import { RUN } from './projection.ts'
import { addProducts, type Workshop } from './workshop.ts'

/** Where a part keeps its rows. */
export interface RowsPlace {
  readonly layer: string
  readonly pieces: readonly Piece[]
  readonly size: number
  /** float32 [capacity · slots, size]. */
  readonly at: number
  /** Multiply-adds of a row. */
  readonly work: number
}

/** Parameters whose rows are written out: the gradient of one sample after the other. */
export function rowsPart(shop: Workshop, step: Step, { layer, pieces, size, at, work }: RowsPlace): JacobianPart {
  const { memory, slots } = shop
  const parameters = step.parameters!
  return {
    ...{ layer, pieces, size },
    *keep(slot: number) {
      for (let t = 0; t < shop.held; t++) {
        step.slope!(t, 1)
        let to = at + 4 * (t * slots + slot) * size
        for (const { gradient, size: bytes } of parameters) {
          memory.kernels.copyRows(gradient, to, 1, 4 * bytes, 0, 0)
          to += 4 * bytes
        }
        yield work
      }
    },
    *project(output: number) {
      const { seeds, buckets, layout, sums } = shop.projecting!
      for (const [r, [one, other]] of seeds.entries()) {
        let from = at
        for (const piece of pieces) {
          const first = output * layout.length + layout.startOf(piece.offset)
          memory.kernels.projectRows(
            ...([from, shop.held, 4 * size, piece.size, first] as const),
            ...([one, other, buckets, sums[r]!, 8 * (buckets + RUN)] as const),
          )
          from += 4 * piece.size
        }
        yield shop.held * size
      }
    },
    products: (x, y, into) => addProducts(shop, at, size, x, y, into),
  }
}

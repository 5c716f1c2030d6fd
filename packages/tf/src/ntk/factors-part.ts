import type { Factors } from '../planning/planning.ts'
import type { JacobianPart, Piece, Span } from './jacobian.ts'
import { addProducts, type Workshop } from './workshop.ts'

/** Where a part keeps one factor of its rows. */
export interface FactorsPlace {
  readonly layer: string
  readonly pieces: readonly Piece[]
  readonly size: number
  /** float32 [capacity · slots, outer]. */
  readonly at: number
  /** True where other samples are held than those whose inputs were multiplied. */
  stale: boolean
}

/**
 * A matrix whose rows are outer products scale · hᵀd of its inputs and its outputs' gradients:
 *
 *     J_x · J_y = scale² (h_x · h_y)(d_x · d_y)
 *
 * inner + outer multiply-adds a product instead of inner · outer, and those of h once for all outputs.
 */
export function factorsPart(shop: Workshop, factors: Factors, place: FactorsPlace): JacobianPart {
  const { memory, slots, capacity } = shop
  const { inputs, gradient, inner, outer, scale } = factors
  const { layer, pieces, size, at } = place
  const gram = new Float64Array(capacity * capacity)

  /** h_t · h_u of all held samples. */
  function* multiplyInputs(): Generator<number, void, void> {
    const all: Span = { from: 0, to: shop.held }
    gram.fill(0)
    yield* addProducts(shop, inputs, inner, all, all, gram)
    place.stale = false
  }

  return {
    ...{ layer, pieces, size },
    *keep(slot: number) {
      memory.kernels.copyRows(gradient, at + 4 * slot * outer, shop.held, 4 * outer, 4 * outer, 4 * slots * outer)
      yield shop.held * outer
    },
    *products(x, y, into) {
      if (place.stale) yield* multiplyInputs()
      const products = shop.slopes.subarray(0, (x.to - x.from) * (y.to - y.from))
      products.fill(0)
      yield* addProducts(shop, at, outer, x, y, products)
      const squared = scale * scale
      let p = 0
      for (let r = x.from; r < x.to; r++) {
        const row = Math.floor(r / slots) * shop.held
        // All slots of a sample share its inputs.
        for (let u = row + y.from / slots; u < row + y.to / slots; u++) {
          const factor = squared * gram[u]!
          for (const end = p + slots; p < end; p++) into[p] = into[p]! + factor * products[p]!
        }
      }
    },
  }
}

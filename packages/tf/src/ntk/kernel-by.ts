import { refuse } from '../door.ts'
import { areFinite, type NetworkNumbers } from '../networks/state.ts'
import type { Jacobian } from './jacobian.ts'
import { type TileProduct, tilesOf } from './tiles.ts'
import type { Waiting } from './waiting.ts'

/** What a tangent kernel is of: the sum over outputs, or every pair of outputs. */
export type KernelForm = 'sum' | 'pairs'

export const FORMS: readonly KernelForm[] = ['sum', 'pairs']

/**
 * The empirical tangent kernel of a network on n inputs with C outputs,
 *
 *     Θ_{ic,jc'} = Σ_p ∂f_c(x_i)/∂θ_p ∂f_c'(x_j)/∂θ_p,
 *
 * as `pairs` [n·C, n·C], or as its `sum` over outputs K_ij = Σ_c Θ_{ic,jc} [n, n]; row-major.
 */
export interface TangentKernel {
  readonly form: KernelForm
  /** n or n·C: rows and columns. */
  readonly side: number
  readonly whole: Float64Array<ArrayBuffer>
  /** The parts of it that every layer's parameters have, by the layer's name: the whole is their sum. */
  readonly layers: { readonly [layer: string]: Float64Array<ArrayBuffer> }
}

/** @throws TfError unless it is a tangent kernel, which a promise of one is not. */
export function requireKernel(what: string, given: TangentKernel): void {
  const { form, whole, layers } = Object(given) as Partial<TangentKernel>
  const fits = FORMS.includes(form as KernelForm) && ArrayBuffer.isView(whole) && Object(layers) === layers
  if (!fits) refuse(what, given, 'a tangent kernel, as what tangentKernel() returns gives it,')
}

/**
 * The tangent kernel from the rows of a Jacobian. Its memory is bounded: see {@link tilesOf}. NaN, all of it, where one of
 * the numbers is not finite: behind a ReLU, which is off at NaN, gradients would be 0.
 */
export function* kernelBy(jacobian: Jacobian, numbers: NetworkNumbers, form: KernelForm): Waiting<TangentKernel> {
  const { samples, outputs, slots, capacity, parts } = jacobian
  const side = samples * slots
  jacobian.use(numbers)
  const layers: { [layer: string]: Float64Array<ArrayBuffer> } = {}
  for (const { layer } of parts) layers[layer] ??= new Float64Array(side * side)
  const whole = new Float64Array(side * side)
  if (!areFinite(numbers)) {
    for (const kernel of [whole, ...Object.values(layers)]) kernel.fill(NaN)
    return { form, side, whole, layers }
  }
  const products = new Float64Array((capacity * slots) ** 2)
  for (const tile of tilesOf(samples, capacity)) {
    yield* jacobian.hold(tile.samples)
    for (let output = 0; output < outputs; output++) {
      yield* jacobian.respond(output)
      const slot = output % slots
      for (const part of parts) {
        yield* part.keep(slot)
        if (slot < slots - 1) continue
        for (const product of tile.products) {
          const [x, y] = [product.x, product.y].map(({ from, to }) => ({ from: from * slots, to: to * slots }))
          const block = products.subarray(0, (x!.to - x!.from) * (y!.to - y!.from))
          block.fill(0)
          yield* part.products(x!, y!, block)
          addBlock(layers[part.layer]!, side, block, product, slots)
        }
      }
    }
  }
  for (const kernel of Object.values(layers)) for (let q = 0; q < whole.length; q++) whole[q] = whole[q]! + kernel[q]!
  return { form, side, whole, layers }
}

/** Adds a block where it stands, and mirrored what lies to the right of its own rows. */
function addBlock(
  kernel: Float64Array,
  side: number,
  block: Float64Array,
  { x, y, row, column }: TileProduct,
  slots: number,
): void {
  const rows = (x.to - x.from) * slots
  const columns = (y.to - y.from) * slots
  const end = row * slots + rows
  for (let r = 0; r < rows; r++) {
    const i = row * slots + r
    for (let q = 0; q < columns; q++) {
      const j = column * slots + q
      const entry = block[r * columns + q]!
      kernel[i * side + j] = kernel[i * side + j]! + entry
      if (j >= end) kernel[j * side + i] = kernel[j * side + i]! + entry
    }
  }
}

import { backward } from './backward'
import * as place from './memory'
import { residuals } from './outputs'
import { updatePattern } from './pattern'
import { quantizeInputs } from './quantize'

export { setup } from './memory'

export function placeOfX(): usize {
  return place.X
}
export function placeOfY(): usize {
  return place.y
}
export function placeOfW(): usize {
  return place.W
}
export function placeOfA(): usize {
  return place.a
}
export function placeOfInputGradient(): usize {
  return place.inputGradient
}
export function placeOfReadoutGradient(): usize {
  return place.readoutGradient
}

/** Call this once X is written, in rows of even length. */
export function prepare(): void {
  quantizeInputs()
}

/** The loss at W and a. */
export function loss(): f64 {
  updatePattern()
  return residuals() / <f64>place.n
}

/** The loss and its gradient at W and a. */
export function evaluate(): f64 {
  const value = loss()
  backward()
  return value
}

/** One step of descent with the last gradient. */
export function descend(readoutStep: f64, inputStep: f64): void {
  for (let k = 0; k < place.m; k++) {
    const readout = load<f64>(place.a + (k << 3))
    const step = inputStep * readout
    const both = f64x2.splat(step)
    let w = place.W + k * place.d * 8
    let g = place.inputGradient + k * place.d * 8
    const end = w + ((place.d & ~1) << 3)
    while (w < end) {
      v128.store(w, f64x2.sub(v128.load(w), f64x2.mul(both, v128.load(g))))
      w += 16
      g += 16
    }
    if (place.d & 1) store<f64>(w, load<f64>(w) - step * load<f64>(g))
    store<f64>(place.a + (k << 3), readout - readoutStep * load<f64>(place.readoutGradient + (k << 3)))
  }
}

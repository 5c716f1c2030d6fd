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

export function placeOfSquaredReadoutSteps(): usize {
  return place.squaredReadoutSteps
}
export function placeOfSquaredInputSteps(): usize {
  return place.squaredInputSteps
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

/** One step of descent with the last gradient, of which the squares are added up while it is in registers. */
export function descend(readoutStep: f64, inputStep: f64): void {
  for (let k = 0; k < place.m; k++) {
    const readout = load<f64>(place.a + (k << 3))
    const step = inputStep * readout
    const both = f64x2.splat(step)
    let w = place.W + k * place.d * 8
    let g = place.inputGradient + k * place.d * 8
    const end = w + ((place.d & ~1) << 3)
    let squares = f64x2.splat(0)
    while (w < end) {
      const slope = v128.load(g)
      v128.store(w, f64x2.sub(v128.load(w), f64x2.mul(both, slope)))
      squares = f64x2.add(squares, f64x2.mul(slope, slope))
      w += 16
      g += 16
    }
    let squared = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1)
    if (place.d & 1) {
      const slope = load<f64>(g)
      store<f64>(w, load<f64>(w) - step * slope)
      squared += slope * slope
    }
    const change = readoutStep * load<f64>(place.readoutGradient + (k << 3))
    store<f64>(place.a + (k << 3), readout - change)
    add(place.squaredReadoutSteps + (k << 3), change * change)
    add(place.squaredInputSteps + (k << 3), step * step * squared)
  }
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value)
}

/** Points of a curve, in order. */
export interface Curve {
  readonly x: Float64Array
  readonly y: Float64Array
}

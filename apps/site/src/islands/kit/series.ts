/** Points of a curve. */
export interface Points {
  readonly length: number
  /** At least `length` numbers each. */
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
}

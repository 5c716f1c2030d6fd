/** What the mouse did, in cells of the screen counted from 0. */
export interface MouseReport {
  readonly kind: 'press' | 'drag' | 'release' | 'wheel'
  /** Undefined for the wheel. */
  readonly button: 'left' | 'middle' | 'right' | undefined
  /** Of the wheel: −1 up, away from the person, 1 down. */
  readonly direction: -1 | 0 | 1
  readonly column: number
  readonly row: number
  readonly shift: boolean
}

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

/** Presses, the wheel and movement with a button held (1000, 1002), in reports without a limit on columns (1006). */
export const MOUSE_ON: readonly string[] = ['\x1b[?1000h', '\x1b[?1002h', '\x1b[?1006h']

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
const REPORT = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/

const BUTTONS = ['left', 'middle', 'right'] as const
const SHIFT = 4
const MOTION = 32
const WHEEL = 64
/** Buttons 8 to 11, at the side of some mice. */
const OTHER = 128

/**
 * One SGR report, `ESC [ < button ; column ; row M`, with `m` for a release. Undefined for what is no report, and for
 * what nothing here listens to: movement without a button, a wheel turned sideways, side buttons.
 */
export function parseMouse(sequence: string): MouseReport | undefined {
  const match = REPORT.exec(sequence)
  if (!match) return undefined
  const [code, column, row] = match.slice(1, 4).map(Number) as [number, number, number]
  if (code & OTHER) return undefined
  const place = { column: Math.max(0, column - 1), row: Math.max(0, row - 1), shift: (code & SHIFT) !== 0 }
  if (code & WHEEL) {
    const turned = code & 3
    return turned > 1 ? undefined : { kind: 'wheel', button: undefined, direction: turned === 0 ? -1 : 1, ...place }
  }
  const button = BUTTONS[code & 3]
  if (!button) return undefined
  const kind = match[4] === 'm' ? 'release' : code & MOTION ? 'drag' : 'press'
  return { kind, button, direction: 0, ...place }
}

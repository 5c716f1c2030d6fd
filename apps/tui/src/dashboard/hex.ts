import { palette } from '../draw/palette.ts'

/** The colour of a palette's ink, as Ink expects it. */
export function hex(ink: number): string {
  return palette[ink]!.hex
}

import type { Theme } from '../kit/theme.ts'
import type { Race } from './race.ts'

/** What the views show at one moment; no race before the first. */
export interface Picture {
  readonly race: Race | undefined
}

/** One of the linked views. */
export interface View {
  draw(theme: Theme, picture: Picture): void
  /** Says what it shows, for those who do not see it. */
  describe(picture: Picture): void
}

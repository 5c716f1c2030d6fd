import type { Theme } from '../kit/theme.ts'
import type { Moment, Solution } from './solution.ts'
import type { ExplorerState } from './state.ts'

/** What the picture shows at one moment. */
export interface Picture {
  /** Where the handles stand. */
  readonly state: ExplorerState
  /** What the curves show: the state, or if that has no solution, the last one that had. */
  readonly solved: { readonly state: ExplorerState; readonly solution: Solution; readonly moment: Moment } | undefined
  /** Whether the curves belong to an earlier state. */
  readonly isStale: boolean
}

/** One of the linked views. */
export interface View {
  draw(theme: Theme, picture: Picture): void
  /** Describes what it shows in words, for those who cannot see it. */
  describe(picture: Picture): void
}

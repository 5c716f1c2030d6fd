import type { ScaleKind } from '../draw/scale.ts'

/** Steps of smoothing: none, light, strong, as parts of the drawn width. */
export const SMOOTHINGS = [0, 0.02, 0.06] as const
export const SMOOTHING_NAMES = ['', 'lightly smoothed', 'strongly smoothed'] as const

/**
 * What a person has chosen to look at: which panes and runs, how the axes run, which moment. It belongs to the screen,
 * not to the training, and stays as it is when the runs start again.
 */
export interface Look {
  /** The pane that keys act on. */
  focus: string | undefined
  enlarged: boolean
  page: number
  /** Panes are shown whose title or id contains it. */
  filter: string
  /** True while the filter is being typed. */
  typing: boolean
  readonly hiddenPanes: Set<string>
  /** Ids of panes in an order of one's own; those that are not in it follow in the view's order. */
  order: string[]
  /** Runs by index. */
  readonly hiddenRuns: Set<number>
  /** What was hidden before one run was shown alone; undefined while none is. */
  beforeSolo: Set<number> | undefined
  readonly pinnedRuns: Set<number>
  /** The list of runs is shown. */
  list: boolean
  /** The x axis of all charts; undefined as the experiment has it. */
  xScale: ScaleKind | undefined
  /** The y axes that were changed, by pane. */
  readonly yScales: Map<string, ScaleKind>
  /** Index into {@link SMOOTHINGS}. */
  smoothing: number
  /** The part of the x axis that is shown; undefined for all of it. */
  window: readonly [low: number, high: number] | undefined
  /** The moment that is read, on the axis of the charts; undefined follows the latest frame. */
  cursor: number | undefined
}

export function createLook(): Look {
  return {
    focus: undefined,
    enlarged: false,
    page: 0,
    filter: '',
    typing: false,
    hiddenPanes: new Set(),
    order: [],
    hiddenRuns: new Set(),
    beforeSolo: undefined,
    pinnedRuns: new Set(),
    list: false,
    xScale: undefined,
    yScales: new Map(),
    smoothing: 0,
    window: undefined,
    cursor: undefined,
  }
}

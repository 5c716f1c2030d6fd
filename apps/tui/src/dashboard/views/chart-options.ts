import type { Guide, Level } from '../../draw/chart.ts'
import type { Domain } from '../../draw/scale.ts'
import type { SceneRun } from '../scene.ts'

/** Points of a curve, in order. */
export interface Curve {
  readonly x: Float64Array
  readonly y: Float64Array
}

/** What an experiment knows better about the chart of one of its metrics than the metric's schema says. */
export interface ChartOptions {
  readonly title?: string
  readonly scale?: 'linear' | 'log'
  readonly yDomain?: Domain
  readonly guides?: readonly Guide[]
  readonly levels?: readonly Level[]
  /** A value that a log axis is to reach, such as that of a level. */
  readonly reach?: number
  /** What the heading says of a run at its moment; the metric's value if left out. */
  readonly value?: (run: SceneRun) => number
  /** What theory says of the selected run, for the line on the pane. */
  readonly theory?: string
  /** What is drawn of the values of a run. */
  readonly shown?: (curve: Curve, run: SceneRun) => Curve
}

import { ink } from '../../draw/palette.ts'
import type { Scene } from '../scene.ts'
import type { ChartOptions } from './chart-options.ts'
import { largestSoFar } from './largest-so-far.ts'

const plain = largestSoFar('deltaDrift')
/** Decades above the largest drift up to which |δ| is drawn: beyond, its line would squeeze the curves. */
const NEAR = 4

/**
 * The drift of δ, with the |δ| of the selected run as a dotted level where that is near: while the curve stays far
 * below it, the regime is what it was at the start.
 */
export function driftChart(scene: Scene): ChartOptions {
  const { delta } = scene.selected.planned.parameters
  const size = typeof delta === 'number' ? Math.abs(delta) : 0
  const most = Math.max(0, ...scene.runs.map((run) => finiteMaximum(run.history.curve('deltaDrift').y)))
  const isNear = size > 0 && most > 0 && size < most * 10 ** NEAR && most < size * 10 ** NEAR
  const options = plain(scene)
  if (!isNear) return options
  return { ...options, levels: [{ y: size, style: ink.muted, label: '|δ|' }], reach: size }
}

function finiteMaximum(values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) if (values[i]! > most && values[i]! < Infinity) most = values[i]!
  return most
}

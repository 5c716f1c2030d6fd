import { formatDuration } from '../draw/format.ts'
import type { Comparison } from './comparison.ts'
import { paceLabel } from './speed.ts'
import type { Load } from './system.ts'
import type { Row } from './text-grid.ts'

const whole = (value: number): string => Math.round(value).toLocaleString('en-US')

/** What training costs, in words. */
export function systemRows(comparison: Comparison, { cores, coresThere, memory }: Load): Row[] {
  const { meter, runs, threads } = comparison
  const computations = new Set(
    runs.flatMap(({ computation }) => (computation ? [`${computation.backend}, ${computation.kernelVariant}`] : [])),
  )
  const ended = runs.filter(({ outcome }) => outcome).length
  const speed = Number.isNaN(meter.stepsPerSecond)
    ? 'not measured yet'
    : `${whole(meter.stepsPerSecond)} steps a second`
  return [
    ['runs', `${ended} of ${runs.length} ended`],
    ['pace', paceLabel(comparison.pace)],
    ['speed', comparison.over || comparison.paused ? '–' : speed],
    ['time spent', formatDuration(meter.spent)],
    ['time left', leftOf(comparison)],
    ['computed by', [...computations].join('; ') || '–'],
    ['training', `${threads} ${threads === 1 ? 'thread' : 'threads'} beside the screen’s own`],
    ['processor', Number.isNaN(cores) ? '–' : `${cores.toFixed(1)} of ${coresThere} cores busy with this`],
    ['memory', `${whole(memory / 2 ** 20)} MiB`],
  ]
}

function leftOf({ over, paused, meter }: Comparison): string {
  if (over) return 'none'
  if (paused) return 'paused'
  if (!Number.isFinite(meter.left)) return 'not known yet'
  return `about ${formatDuration(meter.left)}, if the rest goes as fast as the last ten seconds`
}

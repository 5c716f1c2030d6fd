import { ownMetrics } from '@lazyrich/core/port'
import { formatExactly } from '../draw/format.ts'
import { shown } from '../draw/shown.ts'
import type { Scene } from './scene.ts'
import { type Row, textGrid } from './text-grid.ts'
import type { Pane } from './views/view.ts'

/** The selected run in words: its values at the moment that is read, what it was started with, what computes it. */
export const runPane: Pane = {
  id: 'run',
  title: 'selected run',
  about: ({ selected }) =>
    `all that is known of run ${selected.letter}, ${selected.label}: its values at this moment and its settings`,
  draw(scene, { width, height }) {
    const { letter, label } = scene.selected
    return { grid: textGrid(`run ${letter}, ${shown(label)}`, rowsOf(scene), width, height) }
  },
}

function rowsOf({ plan, selected }: Scene): Row[] {
  const { experiment, seed } = plan
  const { moment, planned, computation, outcome, progress } = selected
  const at = moment ?? progress
  return [
    ['state', outcome ? `${outcome.reason}: ${shown(outcome.message)}` : 'in training'],
    ['moment', `step ${at.step.toLocaleString('en-US')}, flow time ${formatExactly(at.time)}`],
    ...ownMetrics(experiment).flatMap((name): Row[] => {
      const { label, unit, exact } = experiment.metrics[name]!
      const value = moment?.metrics[name]
      if (value === undefined) return []
      const theory = exact === undefined ? undefined : moment?.metrics[exact]
      const said = theory === undefined || Number.isNaN(theory) ? '' : `, exact ${formatExactly(theory)}`
      return [[label, `${formatExactly(value)}${unit ? ` ${unit}` : ''}${said}`]]
    }),
    ...Object.entries(planned.parameters).map(([name, value]): Row => [name, shown(String(value))]),
    ...(experiment.seedless ? [] : [['seed', String(seed)] as const]),
    ['revision', String(experiment.revision)],
    ...(computation
      ? [
          ['computed by', `${computation.backend}, ${computation.kernelVariant}`] as const,
          ...Object.entries(computation.versions).map(([name, version]): Row => [name, version]),
        ]
      : []),
  ]
}

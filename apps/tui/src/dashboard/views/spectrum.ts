import { bars } from '../../draw/bars.ts'

import type { SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import { targetStrengths } from './strengths.ts'
import type { Pane } from './view.ts'

/** All singular values of the selected run at the moment that is read, with those of its target. */
export const spectrumPane: Pane = {
  id: 'spectrum',
  title: 'spectrum',
  about(scene) {
    const run = scene.selected
    return line(
      where(run, () => learned(run)),
      'the modes at this moment, ┃ the target’s',
      'rich networks learn them one by one, lazy ones all at once',
    )
  },
  draw({ selected: run }, { width, height }) {
    const targets = targetStrengths(run)
    const values = run.moment?.fields?.singularValues?.data ?? []
    const grid = bars({
      ...{ width, height, title: `spectrum, ${run.label}`, style: run.ink },
      bars: Array.from(values, (value, k) => ({ label: `${k + 1}`, value, target: targets[k] ?? 0 })),
    })
    return { grid }
  },
}

/** A mode counts as learned once its singular value has half the target's: where its escape is read. */
function learned(run: SceneRun): string {
  const targets = targetStrengths(run).filter((strength) => strength > 0)
  const values = run.moment?.fields?.singularValues?.data ?? []
  const half = targets.filter((strength, k) => values[k]! >= strength / 2).length
  return `has learned ${half} of ${targets.length} modes by half or more`
}

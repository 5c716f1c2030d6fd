import type { GoldenCase } from '@lazyrich/testing/golden-frames'
import { coreExperiments } from '../../src/index.ts'
import { requirePreset } from '../../src/port/index.ts'
import { settings } from './settings.ts'

/** Where the golden frames lie. */
export const folder: URL = new URL('../golden/frames/', import.meta.url)

/** Six frames of every run of every experiment's default preset. */
export const goldenCases: readonly GoldenCase[] = Object.values(coreExperiments).map((experiment) => ({
  experiment,
  runs: requirePreset(experiment).runs.map(({ label, set }) => ({
    label,
    set: { ...set, ...settings[experiment.id]?.shrunk },
  })),
  keep: 6,
}))

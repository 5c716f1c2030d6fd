import type { GoldenCase } from '@lazyrich/testing/golden-frames'
import { hierarchy } from '../../src/index.ts'
import { hierarchyShort } from './settings.ts'

/** Where the golden frames lie. */
export const folder: URL = new URL('../golden/frames/', import.meta.url)

const backend = 'wasm'

/** All frames of a few short runs. */
export const goldenCase: GoldenCase = {
  experiment: hierarchy,
  runs: [
    { label: 'tiny', set: { ...hierarchyShort, epochs: 20, record: 'log:20', backend } },
    { label: 'published, two epochs', set: { epochs: 2, record: 'lin:4', backend } },
    {
      label: 'downstream, mean square, two epochs',
      set: { alpha: 0.1, loss: 'mean-square', learningRate: 1, epochs: 2, record: 'lin:4', backend },
    },
  ],
}

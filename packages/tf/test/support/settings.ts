import type { Settings } from '@lazyrich/testing/settings'

/** A hierarchy of 162 data, a narrow network. */
const tiny = { symbols: 6, classes: 6, synonyms: 3, levels: 2, hiddenLayers: 2, width: 12, batchSize: 16 }

/** A run that is over in a moment. */
const fast = { ...tiny, samples: 100, epochs: 8 }

/** The same with some 20 frames. */
export const hierarchyShort = { ...fast, record: 'log:14' }

/** Settings for what every experiment promises, of those whose definition does not say enough. */
export const settings: { readonly [id: string]: Settings } = {
  hierarchy: {
    short: hierarchyShort,
    // A batch of a third of a million multiply-adds: many turns between two frames.
    slow: { samples: 2000, batchSize: 500, epochs: 40, width: 32, record: 'lin:3' },
    busy: { samples: 2000, batchSize: 500, epochs: 1e6, width: 32, record: 'lin:1' },
    others: { symbols: 7, classes: 5, synonyms: 4, tupleSize: 3, levels: 3, samples: 101 },
    shrunk: { ...fast, epochs: 2 },
  },
}

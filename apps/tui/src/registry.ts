import { coreExperiments } from '@lazyrich/core/experiments'
import type { Registry } from '@lazyrich/core/port'
import { tfExperiments } from '@lazyrich/tf'

/** Every experiment that the command knows: the app composes it, workers and screens are handed it. */
export const registry: Registry = { ...coreExperiments, ...tfExperiments }

import { coreExperiments, type Registry } from '@lazyrich/core'

/** Every experiment that the command knows: the app composes it, workers and screens are handed it. */
export const registry: Registry = { ...coreExperiments }

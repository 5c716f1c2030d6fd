import { coreExperiments } from '@lazyrich/core/experiments'
import type { Registry } from '@lazyrich/core/port'
import { tfExperiments } from '@lazyrich/tf'

/** Every experiment that the command knows. The app composes the registry; workers and screens receive it. */
export const registry: Registry = { ...coreExperiments, ...tfExperiments }

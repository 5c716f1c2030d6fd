import { type Registry, registryOf } from '@lazyrich/core/port'
import { hierarchy } from './hierarchy.ts'

/** The experiments that train on TensorFlow.js. */
export const tfExperiments: Registry = registryOf(hierarchy)

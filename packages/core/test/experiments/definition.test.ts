import { promiseDefinition } from '@lazyrich/testing/promises/definition'
import { coreExperiments } from '../../src/index.ts'
import { settings } from '../support/settings.ts'

for (const experiment of Object.values(coreExperiments)) promiseDefinition(experiment, settings[experiment.id])

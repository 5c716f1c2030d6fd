import { promiseHosted } from '@lazyrich/testing/promises/hosted'
import { coreExperiments } from '../../../src/index.ts'
import { settings } from '../../support/settings.ts'

for (const experiment of Object.values(coreExperiments)) promiseHosted(experiment, settings[experiment.id])

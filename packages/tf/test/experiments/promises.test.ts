import { promiseDefinition } from '@lazyrich/testing/promises/definition'
import { promiseHosted } from '@lazyrich/testing/promises/hosted'
import { promiseSnapshots } from '@lazyrich/testing/promises/snapshot'
import { nearby } from '@lazyrich/testing/transports'
import { tfExperiments } from '../../src/index.ts'
import { settings } from '../support/settings.ts'

for (const experiment of Object.values(tfExperiments)) {
  promiseDefinition(experiment, settings[experiment.id])
  promiseSnapshots(experiment, settings[experiment.id])
}
promiseHosted(tfExperiments, settings, [nearby(tfExperiments)])

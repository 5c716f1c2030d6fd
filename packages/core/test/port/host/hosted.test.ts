import { promiseHosted } from '@lazyrich/testing/promises/hosted'
import { coreExperiments } from '../../../src/index.ts'
import { settings } from '../../support/settings.ts'

promiseHosted(coreExperiments, settings)

import { promiseDefinition } from '@lazyrich/testing/promises/definition'
import { promiseSnapshots } from '@lazyrich/testing/promises/snapshot'
import { hierarchy } from '../../src/index.ts'
import { settings } from './settings.ts'

promiseDefinition(hierarchy, settings)
promiseSnapshots(hierarchy, settings)

import { promiseDefinition } from '../../../core/test/promises/definition.ts'
import { promiseSnapshots } from '../../../core/test/promises/snapshot.ts'
import { hierarchy } from '../../src/index.ts'
import { settings } from './settings.ts'

promiseDefinition(hierarchy, settings)
promiseSnapshots(hierarchy, settings)

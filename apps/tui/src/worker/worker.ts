import { parentPort } from 'node:worker_threads'
import { serve } from '@lazyrich/core/port'
import { registry } from '../registry.ts'
import { nodeClock } from './clock.ts'

/** The thread that trains: core's host on this thread's port. */
serve(parentPort, registry, nodeClock)

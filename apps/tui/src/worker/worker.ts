import { parentPort } from 'node:worker_threads'
import { type Command, type Port, type Report, serve } from '@lazyrich/core/port'
import { registry } from '../registry.ts'
import { nodeClock } from './clock.ts'

/** The thread that trains: core's host on this thread's port. */
if (parentPort) serve(parentPort as unknown as Port<Command, Report>, registry, nodeClock)

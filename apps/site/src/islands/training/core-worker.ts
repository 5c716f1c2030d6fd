import { coreExperiments } from '@lazyrich/core/experiments'
import { serveWorker } from './serve-worker.ts'

/** The worker of the experiments that core computes by itself: small, so pages may start it unasked. */
serveWorker(coreExperiments)

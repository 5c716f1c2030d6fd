import { type Registry, serve } from '@lazyrich/core/port'
import { browserClock } from './browser-clock.ts'

/** Makes this worker one that trains the experiments of a registry, over core's protocol. */
export function serveWorker(registry: Registry): void {
  serve(self, registry, browserClock())
}

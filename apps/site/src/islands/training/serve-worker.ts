import { type Command, type Port, type Registry, type Report, serve } from '@lazyrich/core/port'
import { browserClock } from './browser-clock.ts'

/** Makes this worker one that trains the experiments of a registry, over core's protocol. */
export function serveWorker(registry: Registry): void {
  // Core asks of a port less than a worker has, and TypeScript knows this thread as a page.
  serve(self as unknown as Port<Command, Report>, registry, browserClock())
}

import { type Command, type Port, type Registry, type Report, serve } from '@lazyrich/core/port'
import { browserClock } from './browser-clock.ts'

/** Makes this worker one that trains the experiments of a registry, over core's protocol. */
export function serveWorker(registry: Registry): void {
  // Core asks less of a port than a worker offers, and TypeScript takes this thread for a page.
  serve(self as unknown as Port<Command, Report>, registry, browserClock())
}

// Type-checked with lib.webworker alone.
import { connect, coreRegistry, serve } from './taken.ts'

declare const scope: DedicatedWorkerGlobalScope
const clock = {
  now: () => performance.now(),
  turn: () => Promise.resolve(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
}
serve(scope, coreRegistry, clock)
serve(new MessageChannel().port1, coreRegistry, clock)
export const nested = connect(new Worker('inner.js'))

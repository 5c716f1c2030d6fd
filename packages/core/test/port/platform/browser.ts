// Type-checked with lib.dom alone: what a page has is taken as it is.
import { connect, coreRegistry, serve } from './taken.ts'

const worker = new Worker('worker.js', { type: 'module' })
export const overWorker = connect(worker)

const { port1, port2 } = new MessageChannel()
export const overPort = connect(port1)

const clock = {
  now: () => performance.now(),
  turn: () => Promise.resolve(),
  wait: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
}
serve(port2, coreRegistry, clock)
serve(self, coreRegistry, clock) // TypeScript takes a worker for a page unless it is told otherwise

// What has no channel's methods is still refused.
// @ts-expect-error
connect(document)
// @ts-expect-error
connect({ postMessage: (text: string) => text })

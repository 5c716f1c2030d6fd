// Type-checked with Node's types alone.
import { setImmediate, setTimeout } from 'node:timers/promises'
import { MessageChannel, parentPort, Worker } from 'node:worker_threads'
import { connect, coreRegistry, type Frame, type Snapshot, serve } from './taken.ts'

const clock = {
  now: () => performance.now(),
  turn: () => setImmediate(),
  wait: (milliseconds: number) => setTimeout(milliseconds),
}
serve(parentPort, coreRegistry, clock)
const { port1, port2 } = new MessageChannel()
serve(port2, coreRegistry, clock)
export const overPort = connect(port1)
export const overWorker = connect(new Worker('./worker.js'))

// What comes out has memory of its own: it can be transferred, or written to a GPU.
export function memoryOf(frame: Frame, { state }: Snapshot): ArrayBuffer[] {
  const arrays = [...Object.values(frame.fields ?? {}).map(({ data }) => data), ...Object.values(state)]
  return arrays.filter((entry) => typeof entry !== 'number').map(({ buffer }) => buffer)
}

// @ts-expect-error
connect(process)

import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { coreExperiments } from '@lazyrich/core/experiments'
import {
  type Client,
  type Clock,
  type Command,
  connect,
  type Port,
  portPair,
  type Registry,
  type Report,
  registryOf,
  serve,
} from '@lazyrich/core/port'
import { clock } from './clock.ts'
import { logisticMap } from './toy.js'

/** A client whose host is elsewhere, and how to close it. */
export interface Connection {
  client: Client
  close(): Promise<unknown>
}

export interface Transport {
  name: string
  open(): Connection
}

/** What the hosts behind {@link transports} serve: core's experiments and the toy. */
export const served: Registry = registryOf(...Object.values(coreExperiments), logisticMap)

/** A host in this thread, with any registry and clock. */
export function inProcess(registry: Registry = served, time: Clock = clock): Client {
  const [near, far] = portPair<Report, Command>(() => setImmediate())
  serve(far, registry, time)
  return connect(near)
}

function inWorker(): Connection {
  const worker = new Worker(new URL('./worker-host.js', import.meta.url), { execArgv: [], env: {} })
  const port: Port<Report, Command> = { postMessage: (command) => worker.postMessage(command), onmessage: null }
  worker.on('message', (data: Report) => port.onmessage?.({ data }))
  const client = connect(port)
  worker.on('error', (error: Error) => client.lost(error.message))
  worker.on('exit', () => client.lost('the worker has ended'))
  return { client, close: () => worker.terminate() }
}

/** A port pair to a host in this thread that serves these. */
export const nearby = (registry: Registry): Transport => ({
  name: 'a port pair in one thread',
  open() {
    const client = inProcess(registry)
    return {
      client,
      async close() {
        client.lost('closed')
      },
    }
  },
})

/** Every transport keeps the same promises. */
export const transports: readonly Transport[] = [nearby(served), { name: 'a worker thread', open: inWorker }]

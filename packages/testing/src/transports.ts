import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { coreExperiments } from '@lazyrich/core/experiments'
import {
  type Client,
  type Clock,
  type Command,
  connect,
  portPair,
  type Registry,
  type Report,
  registryOf,
  serve,
} from '@lazyrich/core/port'
import { clock } from './clock.ts'
import { keeper, logisticMap } from './toy.js'

/** A client whose host is elsewhere, and how to close it. */
export interface Connection {
  client: Client
  /** Batches that have come over it, by run, whether or not its listener has taken them in. */
  arrived: ReadonlyMap<number, number>
  close(): Promise<unknown>
}

export interface Transport {
  name: string
  open(): Connection
}

/** What the hosts behind {@link transports} serve: core's experiments and two toys. */
export const served: Registry = registryOf(...Object.values(coreExperiments), logisticMap, keeper)

/** A host in this thread, with any registry and clock. */
export function inProcess(registry: Registry = served, time: Clock = clock): Client {
  return connectionWithin(registry, time).client
}

function connectionWithin(registry: Registry, time: Clock): Connection {
  const [near, far] = portPair<Report, Command>(() => setImmediate())
  serve(far, registry, time)
  const { arrived, count } = arrivals()
  const client = connect({
    postMessage: (command) => near.postMessage(command),
    on: (_event, take) => {
      near.onmessage = ({ data }) => {
        count(data)
        take(data)
      }
    },
  })
  return { client, arrived, close: async () => client.lost('closed') }
}

function arrivals(): { arrived: Map<number, number>; count(report: Report): void } {
  const arrived = new Map<number, number>()
  const count = ({ type, run }: Report): void => {
    if (type === 'batch') arrived.set(run, (arrived.get(run) ?? 0) + 1)
  }
  return { arrived, count }
}

function inWorker(): Connection {
  const worker = new Worker(new URL('./worker-host.js', import.meta.url), { execArgv: [], env: {} })
  const { arrived, count } = arrivals()
  worker.on('message', count)
  const client = connect(worker)
  worker.on('error', (error: Error) => client.lost(error.message))
  worker.on('exit', () => client.lost('the worker has ended'))
  return { client, arrived, close: () => worker.terminate() }
}

/** A port pair to a host in this thread that serves these. */
export const nearby = (registry: Registry): Transport => ({
  name: 'a port pair in one thread',
  open: () => connectionWithin(registry, clock),
})

/** Every transport keeps the same promises. */
export const transports: readonly Transport[] = [nearby(served), { name: 'a worker thread', open: inWorker }]

import { MessageChannel, parentPort, Worker } from 'node:worker_threads'
import { clock } from '@lazyrich/testing/clock'
import { expectedFrames, expectSameFrames } from '@lazyrich/testing/frames'
import { logisticMap } from '@lazyrich/testing/toy'
import { watch } from '@lazyrich/testing/watch'
import { expect, test } from 'vitest'
import {
  type Client,
  type Command,
  connect,
  LazyrichError,
  type Port,
  type Report,
  registryOf,
  serve,
} from '../../src/port/index.ts'

const registry = registryOf(logisticMap)
const parameters = { steps: 2000, record: 'lin:20' }

async function trains(client: Client): Promise<void> {
  const seen = watch()
  client.start({ experiment: logisticMap.id, parameters, seed: 3 }, seen)
  expect((await seen.ended()).reason).toBe('complete')
  expectSameFrames(seen.frames, await expectedFrames(logisticMap, parameters, 3))
  const [fields] = seen.frames.map((frame) => frame.fields!.around!.data.buffer)
  expect(fields).toBeInstanceOf(ArrayBuffer)
}

test('a MessageChannel connects a client and a host, each taking its port as it is', async () => {
  const { port1, port2 } = new MessageChannel()
  serve(port2, registry, clock)
  await trains(connect(port1))
  port1.close()
})

test('so do ports that have only a property for messages, as those of a page', async () => {
  const { port1, port2 } = new MessageChannel()
  function bare<In>(port: typeof port1): Port<In, unknown> {
    return {
      postMessage: (message) => port.postMessage(message),
      set onmessage(take: ((event: { data: In }) => void) | null) {
        port.on('message', (data) => take?.({ data }))
      },
    }
  }
  serve(bare<Command>(port2), registry, clock)
  await trains(connect(bare<Report>(port1)))
  port1.close()
})

test('a Worker whose host serves its parentPort is taken as it is', async () => {
  const worker = new Worker(new URL('../../../testing/src/worker-host.js', import.meta.url), { execArgv: [], env: {} })
  await trains(connect(worker))
  await worker.terminate()
})

test('a client may be in the worker, and the host on this side', async () => {
  const script = `
    const { parentPort, workerData } = require('node:worker_threads')
    import(workerData).then(({ connect }) => {
      let frames = 0
      const request = { experiment: 'logistic-map', parameters: { steps: 2000, record: 'lin:20' }, seed: 3 }
      connect(parentPort).start(request, {
        batch: (more) => { frames += more.length },
        end: ({ reason }) => parentPort.postMessage({ type: 'said', reason, frames }),
      })
    })`
  const worker = new Worker(script, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: new URL('../../dist/port/index.js', import.meta.url).href,
  })
  const said = new Promise((resolve) => worker.on('message', (data) => data.type === 'said' && resolve(data)))
  serve(worker, registry, clock)
  expect(await said).toEqual({ type: 'said', reason: 'complete', frames: 21 })
  await worker.terminate()
})

test('outside of a worker there is no parentPort: it is refused by name', () => {
  const port = parentPort && null // these tests may run in a worker themselves
  expect(() => serve(port, registry, clock)).toThrow(
    new LazyrichError('port is null: a Worker, a MessagePort, or parentPort in a worker thread is accepted'),
  )
  expect(() => connect(undefined as unknown as null)).toThrow('port is missing')
  expect(() => connect({} as unknown as null)).toThrow(LazyrichError)
})

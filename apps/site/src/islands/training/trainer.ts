import { type Client, connect, type RemoteRun, type RunListener, type RunRequest } from '@lazyrich/core/port'

/** Starts runs in a worker. */
export interface Trainer {
  start(request: RunRequest, listener: RunListener): RemoteRun
}

/**
 * A trainer whose worker starts with the first run and ends when `signal` aborts. If the worker dies, or does not
 * load, its runs fail and say so; the next run gets a new one.
 *
 * @param spawn makes the worker; `new Worker(new URL('…', import.meta.url), { type: 'module' })` in full, which is how
 * the build recognizes it.
 */
export function createTrainer(spawn: () => Worker, signal: AbortSignal): Trainer {
  let client: Client | undefined

  function begin(): Client {
    const worker = spawn()
    const begun = connect(worker)
    const lose = (why: string): void => {
      if (client === begun) client = undefined
      worker.terminate()
      begun.lost(`The training worker stopped: ${why}. Start again to get a new one.`)
    }
    // A script that cannot be loaded raises an event without a message.
    worker.onerror = ({ message }) => lose(message || 'its script could not be loaded')
    worker.onmessageerror = () => lose('a message from it could not be read')
    signal.addEventListener('abort', () => worker.terminate(), { once: true })
    return begun
  }

  return {
    start(request, listener) {
      client ??= begin()
      return client.start(request, listener)
    },
  }
}

import { requireMethods } from '../door/function.ts'
import type { Channel } from './protocol.ts'

/** Sends a message to the other end. */
export type Send<Out> = (message: Out) => void

/**
 * Takes what comes over a channel from now on, and gives what sends to its other end.
 *
 * @throws LazyrichError for what is no channel, such as `parentPort` outside of a worker thread.
 */
export function openChannel<In, Out>(given: Channel<In, Out>, take: (message: In) => void): Send<Out> {
  requireMethods('port', given, ['postMessage'], 'a Worker, a MessagePort, or parentPort in a worker thread')
  const channel = given!
  // Node's ports have `onmessage` too, but its Worker has not.
  if ('on' in channel && typeof channel.on === 'function') channel.on('message', take)
  else (channel as Extract<typeof channel, { onmessage: unknown }>).onmessage = ({ data }) => take(data)
  return (message) => channel.postMessage(message)
}

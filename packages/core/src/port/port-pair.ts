import { requireFunction } from '../door/function.ts'
import type { Port } from './protocol.ts'

/**
 * Two connected ports within one thread. Messages are delivered in order, each in its own turn, as between threads;
 * they are handed over without cloning. {@link connect} has an example.
 *
 * @param turn resolves in the next turn, when a message is to arrive.
 * @throws LazyrichError for a turn that is no function.
 */
export function portPair<A, B>(turn: () => Promise<void>): [Port<A, B>, Port<B, A>] {
  requireFunction('turn', turn)
  const left: Port<A, B> = { postMessage: (message) => deliver(right, message), onmessage: null }
  const right: Port<B, A> = { postMessage: (message) => deliver(left, message), onmessage: null }
  function deliver<M>(to: { onmessage: ((event: { data: M }) => void) | null }, data: M): void {
    void turn().then(() => to.onmessage?.({ data }))
  }
  return [left, right]
}

import type { Port } from './protocol.ts'

/**
 * Two connected ports within one thread. Messages are delivered in order, each in its own turn, as between threads;
 * they are handed over without cloning. {@link connect} has an example.
 */
export function portPair<A, B>(turn: () => Promise<void>): [Port<A, B>, Port<B, A>] {
  const left: Port<A, B> = { postMessage: (message) => deliver(right, message), onmessage: null }
  const right: Port<B, A> = { postMessage: (message) => deliver(left, message), onmessage: null }
  function deliver<M>(to: { onmessage: ((event: { data: M }) => void) | null }, data: M): void {
    void turn().then(() => to.onmessage?.({ data }))
  }
  return [left, right]
}

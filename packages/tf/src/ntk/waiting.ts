import { TfError } from '../errors.ts'

/**
 * Work in parts: yields the multiply-adds done since the last yield, or what it must wait for. One program then serves
 * WebAssembly, where nothing is waited for, and backends that answer later.
 */
export type Waiting<T> = Generator<number | Promise<unknown>, T, void>

/** The same where nothing is waited for. @throws TfError where something is. */
export function* atOnce<T>(work: Waiting<T>): Generator<number, T, void> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (typeof value !== 'number') throw new TfError('the backend answers later: work that can wait is accepted')
    yield value
  }
}

/** Waits for what is to be waited for. */
export async function* inTime<T>(work: Waiting<T>): AsyncGenerator<number, T, void> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (typeof value === 'number') yield value
    else await value
  }
}

/** All parts in one go. */
export function finished<T>(work: Generator<number, T, void>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** The same, of parts that are waited for. */
export async function finishedInTime<T>(work: AsyncGenerator<number, T, void>): Promise<T> {
  for (;;) {
    const { done, value } = await work.next()
    if (done) return value
  }
}

import { refuse } from './refuse.ts'

/** Throws a {@link LazyrichError} unless `signal` is an AbortSignal, or anything else that says whether it is `aborted`. */
export function requireSignal(signal: { readonly aborted: boolean }): void {
  if (typeof signal !== 'object' || signal === null || typeof signal.aborted !== 'boolean')
    refuse('signal', signal, 'an AbortSignal')
}

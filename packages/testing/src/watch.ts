import type { Frame, Outcome, Progress, RunListener, Started } from '@lazyrich/core/port'

/** A listener that keeps everything it hears. */
export interface Watch extends RunListener {
  frames: Frame[]
  batches: number
  progress: Progress | undefined
  begun: Started | undefined
  /** What happened, in order: 'started', 'batch:<frames>', 'paused', 'resumed', 'end'. */
  log: string[]
  outcome: Outcome | undefined
  /** Resolves as soon as the condition holds; looked at after everything that happens. */
  until(condition: () => boolean): Promise<void>
  ended(): Promise<Outcome>
}

/** @param taken what `batch` returns: a promise that never resolves gives no credit back. */
export function watch(taken?: () => Promise<void>): Watch {
  const waiting = new Set<() => void>()
  const happened = (what: string): void => {
    self.log.push(what)
    for (const look of waiting) look()
  }
  const self: Watch = {
    frames: [],
    batches: 0,
    progress: undefined,
    begun: undefined,
    log: [],
    outcome: undefined,
    started(begun) {
      self.begun = begun
      happened('started')
    },
    batch(frames, progress) {
      self.frames.push(...frames)
      self.batches++
      self.progress = progress
      happened(`batch:${frames.length}`)
      return taken?.()
    },
    paused: () => happened('paused'),
    resumed: () => happened('resumed'),
    end(outcome) {
      self.outcome = outcome
      happened('end')
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async ended() {
      await self.until(() => self.outcome !== undefined)
      return self.outcome!
    },
  }
  return self
}

/** How often that happened. */
export function count(log: readonly string[], what: string): number {
  return log.filter((entry) => entry === what).length
}

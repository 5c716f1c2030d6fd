import type { Outcome } from '@lazyrich/core/port'

/** A network and how it ended; its name begins a sentence: "The upstream network". */
export interface Ended {
  readonly name: string
  readonly outcome: Outcome | undefined
}

/** What went wrong, each reason once: where a worker is lost, all networks fail for the same. */
export function troublesOf(networks: readonly Ended[]): string[] {
  const sentences = networks.flatMap(({ name, outcome }) => {
    if (outcome?.reason === 'diverged') return [`${name}: ${outcome.message}.`]
    return outcome?.reason === 'failed' ? [outcome.message] : []
  })
  return [...new Set(sentences)]
}

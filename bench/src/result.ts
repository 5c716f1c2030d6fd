/** What a benchmark prints with `--json`: one line each. */
export interface Result {
  readonly bench: string
  /** Our time, in `unit`. */
  readonly ours: number
  /** The peer's time, measured in the same run, in turn with ours. */
  readonly peer: number
  readonly unit: string
  /** peer / ours: above 1, ours is faster. */
  readonly ratio: number
  /** Our largest error, where an answer has one. */
  readonly error?: number
  /** What was measured, in a few words. */
  readonly note?: string
}

/** A benchmark by its name. */
export interface Bench {
  readonly name: string
  readonly about: string
  measure(): Promise<Result>
}

/** The median; of an even number of values, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** A work of ours in turn with a peer's: who begins changes from pair to pair. The ratio is the median of the pairs'. */
export function inTurn(
  bench: string,
  unit: string,
  note: string,
  pairs: number,
  ours: () => number,
  peer: () => number,
): Result {
  const times = Array.from({ length: pairs }, (_, i) => {
    const first = i % 2 === 0 ? peer() : 0
    const own = ours()
    return { ours: own, peer: first || peer() }
  })
  return {
    bench,
    ours: median(times.map((time) => time.ours)),
    peer: median(times.map((time) => time.peer)),
    unit,
    ratio: median(times.map((time) => time.peer / time.ours)),
    note,
  }
}

/** Milliseconds of a step, the median of so many. */
export function medianStep(step: () => unknown, steps: number): number {
  const times: number[] = []
  for (let k = 0; k < steps; k++) {
    const from = performance.now()
    step()
    times.push(performance.now() - from)
  }
  return median(times)
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Experiment, Parameters } from '@lazyrich/core/port'

/** Metrics of some frames of one run. */
export interface GoldenRun {
  readonly label: string
  readonly frames: readonly {
    readonly step: number
    readonly time: number
    readonly metrics: { readonly [name: string]: number | null }
  }[]
}

/** Runs of an experiment whose numbers are kept by revision, at seed 0. */
export interface GoldenCase {
  readonly experiment: Experiment
  readonly runs: readonly { readonly label: string; readonly set: Parameters }[]
  /** How many frames of a run are kept, evenly spread; all if left out. */
  readonly keep?: number
}

function fileOf(folder: URL, { id, revision }: Experiment): string {
  return fileURLToPath(new URL(`${id}.r${revision}.json`, folder))
}

/** The frames that the code of today gives. */
export async function sampleGolden({
  experiment,
  runs,
  keep = Number.POSITIVE_INFINITY,
}: GoldenCase): Promise<GoldenRun[]> {
  const sampled: GoldenRun[] = []
  for (const { label, set } of runs) {
    const frames: GoldenRun['frames'][number][] = []
    for await (const event of experiment.start(set, { seed: 0 }))
      if (event.kind === 'frame') frames.push({ step: event.step, time: event.time, metrics: { ...event.metrics } })
    sampled.push({ label, frames: frames.length > keep ? spread(frames, keep) : frames })
  }
  return sampled
}

/** `count` entries from the first to the last. */
function spread<T>(entries: readonly T[], count: number): T[] {
  return Array.from({ length: count }, (_, k) => entries[Math.round((k * (entries.length - 1)) / (count - 1))]!)
}

/** The frames of this revision that lie in a folder; undefined if there are none yet. */
export function readGolden(folder: URL, experiment: Experiment): GoldenRun[] | undefined {
  const file = fileOf(folder, experiment)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as GoldenRun[]) : undefined
}

/** Writes what is missing, and says so. What is there stays: numbers of a revision never change. */
export async function writeMissing(folder: URL, cases: readonly GoldenCase[]): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const missing = cases.filter(({ experiment }) => !existsSync(fileOf(folder, experiment)))
  for (const one of missing) {
    const file = fileOf(folder, one.experiment)
    writeFileSync(file, `${JSON.stringify(await sampleGolden(one), undefined, 1)}\n`)
    console.log(`written: ${file}`)
  }
  if (missing.length === 0) console.log('every revision has its golden frames already')
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { coreExperiments, type Experiment, requirePreset } from '../../src/index.ts'
import { settings } from './settings.ts'

/** Metrics of a few frames of one run. */
export interface GoldenRun {
  label: string
  frames: { step: number; time: number; metrics: { [name: string]: number } }[]
}

export function goldenFile({ id, revision }: Experiment): string {
  return fileURLToPath(new URL(`../golden/frames/${id}.r${revision}.json`, import.meta.url))
}

/** Six frames, evenly spread over the frames, of every run of the default preset at seed 0, shrunk where it is long. */
export async function sample(experiment: Experiment): Promise<GoldenRun[]> {
  const runs: GoldenRun[] = []
  for (const { label, set } of requirePreset(experiment).runs) {
    const frames: GoldenRun['frames'] = []
    for await (const event of experiment.start({ ...set, ...settings[experiment.id].golden }, { seed: 0 }))
      if (event.kind === 'frame') frames.push({ step: event.step, time: event.time, metrics: { ...event.metrics } })
    const last = frames.length - 1
    runs.push({ label, frames: [0, 1, 2, 3, 4, 5].map((k) => frames[Math.round((k * last) / 5)]) })
  }
  return runs
}

export function readGolden(experiment: Experiment): GoldenRun[] | undefined {
  const file = goldenFile(experiment)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as GoldenRun[]) : undefined
}

/** Writes what is missing. What is there stays: numbers of a revision never change. */
export async function writeMissing(): Promise<string[]> {
  const written: string[] = []
  for (const experiment of Object.values(coreExperiments)) {
    const file = goldenFile(experiment)
    if (existsSync(file)) continue
    writeFileSync(file, `${JSON.stringify(await sample(experiment), undefined, 1)}\n`)
    written.push(file)
  }
  return written
}

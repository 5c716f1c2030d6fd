import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame } from '@lazyrich/core/port'
import { hierarchy } from '../../src/index.ts'
import { settings } from '../experiments/settings.ts'

type GoldenFrame = Pick<Frame, 'step' | 'time' | 'metrics'>

const runs: { [label: string]: { readonly [name: string]: number | string } } = {
  tiny: settings.short,
  'published, two epochs': { epochs: 2, record: 'lin:4' },
  'downstream, mean square, two epochs': {
    alpha: 0.1,
    loss: 'mean-square',
    learningRate: 1,
    epochs: 2,
    record: 'lin:4',
  },
}
const file = fileURLToPath(new URL(`../golden/hierarchy.r${hierarchy.revision}.json`, import.meta.url))

/** Frames of a few short runs on wasm at seed 0. */
export async function sample(): Promise<{ [label: string]: GoldenFrame[] }> {
  const all: { [label: string]: GoldenFrame[] } = {}
  for (const [label, parameters] of Object.entries(runs)) {
    all[label] = []
    for await (const event of hierarchy.start({ ...parameters, backend: 'wasm' }, { seed: 0 }))
      if (event.kind === 'frame') all[label].push({ step: event.step, time: event.time, metrics: event.metrics })
  }
  return all
}

export function readGolden(): { [label: string]: GoldenFrame[] } | undefined {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** Writes them if this revision has none. What is there stays: the numbers of a revision never change. */
export async function writeMissing(): Promise<boolean> {
  if (existsSync(file)) return false
  writeFileSync(file, `${JSON.stringify(await sample(), undefined, 1)}\n`)
  return true
}

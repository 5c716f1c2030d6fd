// Makes phase-diagram-run.json of what two runs of the grid print:
//
//     for s in 0 1; do lazyrich run phase-diagram --preset grid --seed $s --json > $s.ndjson; done
//     node src/figures/condense-phase-diagram.ts 0.ndjson 1.ndjson > src/figures/phase-diagram-run.json

import { readFileSync } from 'node:fs'

const MEASURES = ['kernelDistance', 'hammingDistance', 'parameterDistance', 'loss', 'testLoss'] as const
const STEPS = [10, 100, 1000, 10_000, 100_000, 1_000_000]
const SIDE = 9

interface Line {
  readonly run: { readonly index: number }
  readonly step: number
  readonly metrics: { readonly [name: string]: number }
}

const runs = process.argv.slice(2).map((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line),
)

/** Three significant digits. */
const short = (value: number): number => Number(value.toPrecision(3))

/** By seed, by cell (τ outer, δ inner): f of the frame at a step. */
const table = (step: number, f: (metrics: Line['metrics']) => number): number[][] =>
  runs.map((lines) =>
    Array.from({ length: SIDE * SIDE }, (_, cell) => {
      const line = lines.find(({ run, step: at }) => run.index === cell && at === step)
      if (!line) throw new Error(`cell ${cell} has no frame at step ${step}`)
      return short(f(line.metrics))
    }),
  )

const data = {
  madeBy: 'lazyrich run phase-diagram --preset grid --json, seeds 0 and 1',
  steps: STEPS,
  tau: Array.from({ length: SIDE }, (_, i) => Number((0.1 * 20 ** (i / (SIDE - 1))).toPrecision(3))),
  delta: Array.from({ length: SIDE }, (_, i) => -1 + i / 4),
  descended: table(STEPS.at(-1)!, ({ descended }) => descended!),
  ...Object.fromEntries(
    MEASURES.map((name) => [name, STEPS.map((step) => table(step, (metrics) => Math.max(metrics[name]!, 0)))]),
  ),
}
process.stdout.write(`${JSON.stringify(data)}\n`)

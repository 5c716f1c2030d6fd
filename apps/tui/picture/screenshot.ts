// The pictures of the README: the dashboard as it is drawn at 120×40 when a comparison has been trained.
// usage, after a build: node picture/screenshot.ts [folder]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { compose } from '../src/dashboard/compose.ts'
import { createModel } from '../src/dashboard/model.ts'
import { toAnsi } from '../src/draw/grid.ts'
import { planRuns } from '../src/plan.ts'
import { parseAnsi } from '../src/screen/parse-ansi.ts'
import { startPool } from '../src/worker/pool.ts'
import { toPng } from './png.ts'
import { terminalSvg } from './terminal-svg.ts'

// Ink must be told to write true colours before it is loaded; its component is JSX, which Node runs only when built.
process.env.FORCE_COLOR = '3'
const [{ renderToString }, { createElement }] = await Promise.all([import('ink'), import('react')])
const { Screen } = await import(new URL('../dist/dashboard/app.js', import.meta.url).href)

const [columns, rows] = [120, 40]
const folder = process.argv[2] ?? fileURLToPath(new URL('.', import.meta.url))

for (const experiment of ['neuron-race', 'single-neuron']) {
  const plan = planRuns(experiment, {})
  const needs = { openPool: () => startPool(1), changed: () => {}, suspend: () => {}, quit: () => {} }
  const model = createModel({ plan, pace: undefined }, needs)
  while (!model.comparison?.over) await setTimeout(10)
  const chrome = parseAnsi(renderToString(createElement(Screen, { model, columns, rows }), { columns }), columns, rows)
  const svg = terminalSvg(toAnsi(compose(model, chrome, columns, rows), 'truecolor'), columns, rows)
  const file = join(folder, `${experiment}.png`)
  writeFileSync(file, toPng(svg, 1.5))
  process.stdout.write(`${file}\n`)
  await model.close()
}

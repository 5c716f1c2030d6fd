import type { Client, Outcome, RunListener } from '@lazyrich/core/port'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { shownPage } from '../../src/dashboard/browse/browsed.ts'
import { bindings } from '../../src/dashboard/keys.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { wantedPanes } from '../../src/dashboard/panes.ts'
import { xAxisOf } from '../../src/dashboard/scene.ts'
import { toText } from '../../src/draw/grid.ts'
import type { PlanOptions } from '../../src/plan.ts'
import { toAscii } from '../../src/screen/ascii.ts'
import type { MouseReport } from '../../src/screen/mouse.ts'
import type { Pool } from '../../src/worker/pool.ts'
import { localPool } from '../support/local-pool.ts'
import { modelOf } from '../support/model.ts'
import { screenGrid } from '../support/render.ts'

/** What a person, a mouse or the terminal does; `wait` lets training go on. */
type Action =
  | { readonly kind: 'key'; readonly name: string }
  | { readonly kind: 'mouse'; readonly report: MouseReport }
  | { readonly kind: 'size'; readonly columns: number; readonly rows: number }
  | { readonly kind: 'wait' }
  /** Arrives in one read: nothing is drawn in between. */
  | { readonly kind: 'burst'; readonly actions: readonly Action[] }

/** They would end the test, or go to the terminal. */
const OTHERS = ['q', 'ctrl+c', 'ctrl+z']
const NAMES = [...new Set(bindings.flatMap(({ keys }) => keys))].filter((name) => !OTHERS.includes(name))
/** What no binding knows: marks, wide characters, controls, halves of pairs, names of keys that nothing listens to. */
const NONSENSE = [
  '',
  'ß',
  '界',
  '👩‍🔬',
  '\u0301',
  '\u0085',
  '\u202e',
  '\x07',
  '\ud800',
  'f13',
  'ctrl+x',
  'undefine',
  '\\',
]

const size = fc.record({ columns: fc.integer({ min: 1, max: 220 }), rows: fc.integer({ min: 1, max: 70 }) })

const report: fc.Arbitrary<MouseReport> = fc
  .record({
    kind: fc.constantFrom('press' as const, 'drag' as const, 'release' as const, 'wheel' as const),
    button: fc.constantFrom('left' as const, 'left' as const, 'middle' as const, 'right' as const),
    up: fc.boolean(),
    column: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 130 }) }, fc.constantFrom(1e4, 2 ** 31, Infinity)),
    row: fc.oneof({ weight: 9, arbitrary: fc.nat({ max: 45 }) }, fc.constantFrom(1e4, 2 ** 31, Infinity)),
    shift: fc.boolean(),
  })
  .map(({ kind, button, up, ...place }) =>
    kind === 'wheel'
      ? { kind, button: undefined, direction: up ? -1 : 1, ...place }
      : { kind, button, direction: 0, ...place },
  )

const input: fc.Arbitrary<Action> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...NAMES).map((name) => ({ kind: 'key' as const, name })) },
  { weight: 1, arbitrary: fc.constantFrom(...NONSENSE).map((name) => ({ kind: 'key' as const, name })) },
  { weight: 5, arbitrary: report.map((report) => ({ kind: 'mouse' as const, report })) },
)

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 18, arbitrary: input },
  { weight: 2, arbitrary: fc.array(input, { maxLength: 6 }).map((actions) => ({ kind: 'burst' as const, actions })) },
  { weight: 2, arbitrary: size.map((size) => ({ kind: 'size' as const, ...size })) },
  { weight: 3, arbitrary: fc.constant({ kind: 'wait' as const }) },
)

/** The screen has its size and holds nothing that a terminal would act upon, nor what a mistake leaves behind. */
function checkScreen(model: Model, columns: number, rows: number): void {
  const grid = screenGrid(model, columns, rows)
  const text = toText(grid)
  const lines = text.split('\n')
  expect(lines.length).toBe(rows)
  for (const line of lines) expect(Array.from(line).length, line).toBeLessThanOrEqual(columns)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(text).not.toMatch(/undefined|NaN|\[object|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/)
  expect(toText(toAscii(grid))).toMatch(/^[ -~\n]*$/)
}

/** What is looked at exists. */
function checkLook(model: Model, columns: number, rows: number): void {
  const { comparison, look } = model
  expect(model.chosen).toBeGreaterThanOrEqual(0)
  expect(model.chosen).toBeLessThan(model.choices.length)
  if (!comparison) return
  const { whole, domain } = xAxisOf(comparison.plan, look)
  expect(domain[0]).toBeGreaterThanOrEqual(whole[0])
  expect(domain[1]).toBeLessThanOrEqual(whole[1])
  expect(domain[1]).toBeGreaterThanOrEqual(domain[0])
  if (look.window) expect(domain[1]).toBeGreaterThan(domain[0])
  expect(look.cursor).not.toBeNaN()
  const scene = model.scene()
  expect(scene.runs.at(-1)).toBe(scene.selected)
  expect(scene.selected.index).toBe(comparison.selected)
  const page = shownPage({ comparison, look, columns, rows })
  expect(page.page).toBeGreaterThanOrEqual(0)
  expect(page.page).toBeLessThan(page.pages)
  const ids = page.wanted.map(({ id }) => id)
  expect(ids).toEqual(wantedPanes(comparison, look).map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(page.focus === undefined).toBe(page.wanted.length === 0)
  if (page.focus) expect(page.panes.map(({ id }) => id)).toContain(page.focus.id)
}

/** Runs as the local pool trains them; every second one fails, some before their first frame. */
function failingPool(): Pool {
  const pool = localPool()
  const [local] = pool.clients
  const failed: Outcome = { reason: 'failed', message: 'undone: \x1b[2J\r\n\u202e界 out of memory' }
  let count = 0
  const client: Client = {
    ...local!,
    start(request, listener) {
      const number = count++
      if (number % 2 === 0) return local!.start(request, listener)
      let batches = 0
      let isOver = false
      const failing: RunListener = {
        ...listener,
        batch(frames, progress) {
          if (isOver) return
          if (batches++ < number % 3) return listener.batch(frames, progress)
          isOver = true
          listener.end(failed)
        },
        end: (outcome) => {
          if (!isOver) listener.end(outcome)
        },
      }
      return local!.start(request, failing)
    },
  }
  return { ...pool, clients: [client] }
}

/** A pool whose runs never start. */
const idlePool = (): Pool => ({
  clients: [
    {
      start: () => ({
        pause() {},
        resume() {},
        step() {},
        pace() {},
        abort() {},
        snapshot: async () => undefined,
      }),
      lost() {},
    },
  ],
  workers: [],
  close: async () => {},
})

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Does one thing after another and looks at the screen after each. */
async function play(id: string | undefined, options: PlanOptions, pool: () => Pool, actions: readonly Action[]) {
  // Whatever comes after the first comparison is looked at before it trains: it may be of published size.
  let isFirst = true
  const { model } = modelOf(id, options, () => (isFirst ? pool() : idlePool()))
  try {
    let [columns, rows] = [100, 32]
    checkScreen(model, columns, rows)
    const perform = (action: Action): void => {
      if (action.kind === 'mouse') model.mouse(action.report)
      else if (action.kind === 'size') ({ columns, rows } = action)
      else if (action.kind === 'burst') action.actions.forEach(perform)
      else if (action.kind === 'key') {
        isFirst &&= action.name !== 'e' && action.name !== 'h'
        model.key(action.name)
      }
    }
    for (const action of actions) {
      if (action.kind === 'wait') for (let i = 0; i < 3; i++) await tick()
      perform(action)
      checkLook(model, columns, rows)
      checkScreen(model, columns, rows)
    }
  } finally {
    await model.close()
  }
}

const cells = ['samples=20', 'inputs=4', 'neurons=6', 'testSamples=20', 'steps=200']
const tiny = [
  ...['symbols=6', 'classes=6', 'synonyms=3', 'levels=2', 'hiddenLayers=1', 'width=8'],
  ...['samples=20', 'epochs=2'],
]

const models: readonly [name: string, id: string | undefined, options: PlanOptions, pool?: () => Pool][] = [
  ['home', undefined, {}, idlePool],
  ['three runs', 'neuron-race', { set: ['steps=300'] }],
  ['sixteen runs', 'neuron-race', { preset: 'paper', set: ['steps=60'] }],
  ['a run of one step', 'neuron-race', { set: ['steps=1'] }],
  ['one run alone', 'neuron-race', { set: ['steps=200', 'delta=0'] }],
  ['a comparison without a seed', 'single-neuron', {}],
  ['flows that part', 'basins', {}],
  ['an exact solution', 'wide-linear', {}],
  ['deep networks', 'deep-linear', { set: ['record=lin:40'] }],
  ['runs that diverge', 'activation-regions', { set: ['stepSize=10', 'steps=200'] }],
  ['runs that fail', 'implicit-bias', {}, failingPool],
  ['three by three cells', 'phase-diagram', { set: cells }],
  ['nine by nine cells, of which some fail', 'phase-diagram', { preset: 'grid', set: cells }, failingPool],
  ['a network of a library', 'hierarchy', { set: tiny }],
]

/** More of them, and others, are played by MONKEY_RUNS=100 MONKEY_SEED=7. */
const RUNS = Number(process.env.MONKEY_RUNS ?? 2)
const seeds = process.env.MONKEY_SEED ? { seed: Number(process.env.MONKEY_SEED) } : {}

describe('whatever is pressed, clicked and resized while it trains, the screen stays whole', () => {
  for (const [name, id, options, pool = localPool] of models)
    test(name, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 40, size: 'max' }), (actions) =>
          play(id, options, pool, actions),
        ),
        { numRuns: RUNS, ...seeds },
      )
    }, 600_000)
})

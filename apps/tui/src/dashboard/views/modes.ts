import { chart, type Guide, type Level } from '../../draw/chart.ts'
import { formatExactly, formatNumber } from '../../draw/format.ts'
import { ink } from '../../draw/palette.ts'
import type { Series } from '../../draw/series.ts'
import type { Comparison } from '../comparison.ts'
import type { Scene, SceneRun } from '../scene.ts'
import { line, where } from './about.ts'
import type { ChartOptions } from './chart-options.ts'
import { type Charts, chartsOf } from './charts.ts'
import { spectrumPane } from './spectrum.ts'
import { reachableStrengths, targetStrengths } from './strengths.ts'
import { predictedEscapes } from './theory/predicted-escapes.ts'
import { predictedRegime } from './theory/predicted-regime.ts'
import type { Pane, Sign, View } from './view.ts'

/** Modes that have a metric of their own, at most. */
const MODES = 4

const brief = (values: readonly number[]): string =>
  values.map((value) => formatExactly(Number(value.toPrecision(3)))).join(', ')

/** What a network that learns singular values one after another knows from theory. */
interface ModesTheory {
  /** When modes of a run are predicted to be half learned. */
  escapes(scene: Scene, run: SceneRun): Guide[]
  readonly charts: Charts
  signs(comparison: Comparison): Sign[]
}

/** Networks that learn singular values one after another: charts of their metrics, and all modes of one run together. */
function modesView(before: readonly string[], after: readonly string[], theory: ModesTheory): View {
  return {
    signs: (comparison) => [
      { sign: 'all modes, spectrum', meaning: 'of the run in bold, largest first; ↓ selects the next run' },
      { sign: '⋯ level', meaning: 'where a mode ends: the target’s singular value' },
      { sign: '┃ in the spectrum', meaning: 'the target’s singular value' },
      ...theory.signs(comparison),
    ],
    panes(comparison) {
      const metrics = chartsOf(comparison, [...before, ...after], theory.charts)
      const first = before.length
      return [...metrics.slice(0, first), modesPane(theory), spectrumPane, ...metrics.slice(first)]
    },
  }
}

/** Every singular value of the selected run that has a metric, with the closed form on top where there is one. */
const modesPane = (theory: ModesTheory): Pane => ({
  id: 'modes',
  title: 'all modes',
  about(scene) {
    const run = scene.selected
    const ends = brief(reachableStrengths(run)?.slice(0, MODES) ?? [])
    return line(
      where(run, () => `has ${modesNow(scene, run)}${ends ? ` of ${ends}` : ''}`),
      'modes over time',
      'rich networks learn them one by one, lazy ones all at once',
    )
  },
  usualScale: () => 'linear',
  draw(scene, { width, height }) {
    const { metrics } = scene.plan.experiment
    const run = scene.selected
    const { history, label, ink: style } = run
    const curve = (name: string, mark: 'line' | 'points'): Series => ({
      ...{ ...history.curve(name), style, label, mark, letter: name.slice('mode'.length, 'mode'.length + 1) },
    })
    const names = modeNames(scene).filter((name) => history.curve(name).y.some((value) => value !== 0))
    const series = names.flatMap((name) => {
      const { exact } = metrics[name]!
      return exact ? [curve(name, 'line'), curve(exact, 'points')] : [curve(name, 'line')]
    })
    return chart({
      ...{ width, height, title: `all modes, ${label}`, yLabel: '', series },
      yScale: scene.yScale('modes', 'linear'),
      ...{ xLabel: scene.xAxis.label, xScale: scene.xAxis.kind, xDomain: scene.xAxis.domain },
      guides: theory.escapes(scene, run),
      levels: limits(run),
      // The last is told always: the strongest mode.
      values: names.toReversed().map((name) => ({
        ...{ letter: name.slice('mode'.length), style, value: run.moment?.metrics[name] ?? Number.NaN },
      })),
      smoothing: scene.smoothing,
      ...(scene.cursor === undefined ? {} : { cursor: scene.cursor }),
    })
  },
})

const modeNames = ({ plan }: Scene): string[] =>
  Object.keys(plan.experiment.metrics).filter((name) => /^mode\d+$/.test(name))

function modesNow(scene: Scene, { moment }: SceneRun): string {
  const count = modeNames(scene).length
  const values = Array.from(moment?.fields?.singularValues?.data ?? []).slice(0, count)
  return brief(values)
}

const limits = (run: SceneRun): Level[] => (reachableStrengths(run) ?? []).map((y) => ({ y, style: ink.muted }))

/** Mode k of all runs: where the selected one ends, and when each is predicted to be half there. */
const modeChart =
  (k: number, escapes: (scene: Scene, run: SceneRun) => Guide[]) =>
  (scene: Scene): ChartOptions => {
    const end = reachableStrengths(scene.selected)?.[k]
    const half = escapes(scene, scene.selected).map(({ x }) => `, half at about ${formatNumber(x, 2)}`)[0] ?? ''
    return {
      guides: scene.runs.flatMap((run) => escapes(scene, run)),
      ...(end === undefined
        ? {}
        : { levels: [{ y: end, style: ink.muted }], theory: `theory: ends at ${formatNumber(end)}${half}` }),
    }
  }

const modeCharts = (escapesOf: (k: number) => (scene: Scene, run: SceneRun) => Guide[]): Charts =>
  Object.fromEntries(Array.from({ length: MODES }, (_, k) => [`mode${k + 1}`, modeChart(k, escapesOf(k))]))

const none = (): Guide[] => []

/** The modes of β against the closed form, and the hyperbolic entropy, from ℓ² to ℓ¹. */
export const wideLinearView: View = modesView(
  ['loss', 'kernelDistance'],
  ['hyperbolicEntropy', 'kernelAlignment', 'exactError', 'mode1', 'mode2', 'mode3'],
  {
    escapes: none,
    charts: {
      ...modeCharts(() => none),
      kernelDistance(scene) {
        const regime = predictedRegime(scene, scene.selected)
        return regime ? { theory: `theory: ${regime}` } : {}
      },
    },
    signs: ({ plan }) =>
      plan.runs.some(({ parameters }) => parameters.condition === 1)
        ? [{ sign: '∘', meaning: 'the exact solution, on the line of the flow' }]
        : [],
  },
)

const escapesIn = (scene: Scene, run: SceneRun): Guide[] =>
  predictedEscapes(scene, run)
    .filter(({ time }) => time < Number.POSITIVE_INFINITY)
    .map(({ time }) => ({ x: time, style: run.ink }))

/**
 * The loss stands still where the strongest modes are learned and nothing of the others, at ½ Σ of their squared
 * strengths: the exact saddles on the way, one before each mode that waits.
 */
export function plateaus(scene: Pick<Scene, 'plan'>, run: SceneRun): number[] {
  const strengths = targetStrengths(run)
  return predictedEscapes(scene, run).map(({ mode }) =>
    strengths.slice(mode).reduce((sum, strength) => sum + strength ** 2 / 2, 0),
  )
}

function lossChart(scene: Scene): ChartOptions {
  const levels = plateaus(scene, scene.selected)
  return {
    guides: escapesIn(scene, scene.selected),
    levels: levels.map((y) => ({ y, style: ink.muted })),
    ...(levels.length > 0 ? { theory: `theory: plateaus at ${brief(levels)}` } : {}),
  }
}

const ofMode =
  (k: number) =>
  (scene: Scene, run: SceneRun): Guide[] =>
    predictedEscapes(scene, run)
      .filter(({ mode, time }) => mode === k && time < Number.POSITIVE_INFINITY)
      .map(({ time }) => ({ x: time, style: run.ink, letter: run.letter }))

/** Plateaus of the loss, the modes that end them, and the kernel, which turns before. */
export const deepLinearView: View = modesView(
  ['loss'],
  ['kernelDistance', 'kernelAlignment', 'mode4', 'parameterDistance', 'kernelNorm', 'mode1', 'conservedDrift'],
  {
    escapes: escapesIn,
    charts: { ...modeCharts(ofMode), loss: lossChart },
    signs: (comparison) =>
      startsSmall(comparison)
        ? [
            {
              sign: '▲ ┊',
              meaning:
                'about when a mode is half learned, predicted from the start as if modes were learned one at a time',
            },
            { sign: '⋯ in the loss', meaning: 'plateaus: ½Σ of the squared strengths not yet learned' },
          ]
        : [],
  },
)

/** Whether something is predicted of any of the runs; before the first one starts nothing is. */
function startsSmall({ plan, runs }: Comparison): boolean {
  return runs.some((run) => predictedEscapes({ plan }, run).length > 0)
}

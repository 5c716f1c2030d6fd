import { formatFixed, formatNumber } from '../kit/format.ts'
import { prefersReducedMotion } from '../kit/reduced-motion.ts'
import type { Theme } from '../kit/theme.ts'
import { choiceOf, fieldOf, sliderOf } from '../stage/controls.ts'
import { createMetricCharts } from '../stage/metric-charts.ts'
import { createStage } from '../stage/stage.ts'
import { createTrainer } from '../training/trainer.ts'
import { curvesOf } from './curves.ts'
import { metrics } from './metrics.ts'
import { NETWORKS, STEPS } from './networks.ts'
import type { Picture } from './picture.ts'
import { type Race, startRace } from './race.ts'
import { createRacePlane } from './race-plane.ts'
import { createReadout } from './readout.ts'
import {
  DELTA_RANGE,
  LARGEST_SEED,
  PACES,
  properties,
  type RaceState,
  roundDelta,
  roundTau,
  TAU_RANGE,
} from './state.ts'

/** How much of the planes must be seen before the race starts by itself. */
const SEEN = 0.5

/** Brings the race within `host` to life; all of it ends when `signal` aborts. */
export function mountRace(host: HTMLElement, signal: AbortSignal): void {
  const trainer = createTrainer(
    () => new Worker(new URL('../training/core-worker.ts', import.meta.url), { type: 'module' }),
    signal,
  )
  const stage = createStage<RaceState, Race>(
    host,
    {
      properties,
      start: (state, { paused }, changed) => startRace(trainer, state, { pace: PACES[state.speed], paused }, changed),
      leave: (race) => race.abort(),
      hasBegun: (race) => race.shown > 1,
      chosen({ speed }) {
        if (speed) stage.session?.pace(PACES[speed])
        else stage.beginSoon()
      },
      went: () => stage.begin(),
      draw,
      describe,
      networks: ({ racers }) => racers.map(({ name, outcome }) => ({ name: `The ${name} network`, outcome })),
      verdict: ({ racers }) => `The race is over. Loss: ${racers.map(lossOf).join(', ')}.`,
    },
    signal,
  )
  const planes = NETWORKS.map(({ name }, i) => createRacePlane(stage.canvas(name), i, signal, stage.request))
  const charts = createMetricCharts(host, metrics, { ends: 'marks', signal, resized: stage.request })
  const readout = createReadout(host)
  const controls = [
    fieldOf(stage, 'seed'),
    sliderOf(stage, 'delta', {
      label: 'unbalance |δ|',
      from: DELTA_RANGE[0],
      to: DELTA_RANGE[1],
      steps: 200,
      nearest: roundDelta,
      format: (value) => formatFixed(value, 2),
    }),
    sliderOf(stage, 'tau', {
      label: 'scale of the start τ',
      from: TAU_RANGE[0],
      to: TAU_RANGE[1],
      scale: 'log',
      steps: 200,
      nearest: roundTau,
      format: formatNumber,
    }),
    choiceOf(stage, 'speed'),
  ]
  stage
    .part('another')
    .addEventListener('click', () => stage.change({ seed: anotherSeed(stage.values.seed) }), { signal })
  beginOnceSeen()
  describe()
  stage.request()

  function beginOnceSeen(): void {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.at(-1)!.isIntersecting) return
        observer.disconnect()
        if (!stage.session) stage.begin(!prefersReducedMotion())
      },
      { threshold: SEEN },
    )
    observer.observe(stage.part(NETWORKS[0].name))
    signal.addEventListener('abort', () => observer.disconnect(), { once: true })
  }

  function describe(): void {
    const picture: Picture = { race: stage.session }
    for (const plane of planes) plane.describe(picture)
    charts.describe(curvesOf(picture))
  }

  function draw(theme: Theme): void {
    const picture: Picture = { race: stage.session }
    for (const control of controls) control.place(stage.values)
    host.dataset.frames = String(picture.race?.shown ?? 0)
    for (const plane of planes) plane.draw(theme, picture)
    charts.draw(theme, curvesOf(picture), STEPS)
    readout.draw(picture)
  }
}

function lossOf({ name, frames }: Race['racers'][number]): string {
  return `${name} ${formatNumber(frames.at(-1)?.metrics.loss ?? Number.NaN)}`
}

/** A whole number that is not the present one; this is play, so the browser's own chance is good enough. */
function anotherSeed(present: number): number {
  const next = Math.floor(Math.random() * 10_000)
  return next === present ? (next + 1) % LARGEST_SEED : next
}

import { createAddress } from '../kit/address.ts'
import { createAnnouncer } from '../kit/announce.ts'
import { formatFixed, formatNumber } from '../kit/format.ts'
import { createFrameLoop } from '../kit/frame-loop.ts'
import { createNotice } from '../kit/notice.ts'
import { bindNumberField } from '../kit/number-field.ts'
import { prefersReducedMotion } from '../kit/reduced-motion.ts'
import { createSlider } from '../kit/slider.ts'
import { readTheme, watchTheme } from '../kit/theme.ts'
import { createTrainer } from '../training/trainer.ts'
import { watchVisibility } from '../training/watch-visibility.ts'
import { createMetricView } from './metric-chart.ts'
import { NETWORKS } from './networks.ts'
import type { View } from './picture.ts'
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

/** How long a slider rests before its race starts, in ms: a drag is one race, not one for every pixel. */
const REST = 150
/** How much of the planes must be seen before the race starts by itself. */
const SEEN = 0.5

/** Brings the race within `host` to life; all of it ends when `signal` aborts. */
export function mountRace(host: HTMLElement, signal: AbortSignal): void {
  const part = <T extends HTMLElement>(name: string): T => host.querySelector<T>(`[data-part="${name}"]`)!
  const canvas = (name: string): HTMLCanvasElement => part(name).querySelector('canvas')!
  const runButton = part<HTMLButtonElement>('run')
  const speedSelect = part<HTMLSelectElement>('speed')

  const trainer = createTrainer(
    () => new Worker(new URL('../training/core-worker.ts', import.meta.url), { type: 'module' }),
    signal,
  )
  const readout = createReadout(host)
  const notify = createNotice(part('notice'), signal)
  const announce = createAnnouncer(host, signal)
  const address = createAddress(properties, signal, ({ values, ignored: parts }) => {
    ignored = parts
    refused = undefined
    state = values
    begin()
  })
  const loop = createFrameLoop(host, signal, draw)

  let { values: state, ignored } = address.read()
  let theme = readTheme(host)
  let race: Race | undefined
  /** Whether the reader, or the page by itself, wants it to run. */
  let isWanted = false
  let isHidden = false
  let refused: string | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let describedOver = false

  const views: readonly View[] = [
    ...NETWORKS.map(({ name }, i) => createRacePlane(canvas(name), i, signal, loop.request)),
    createMetricView(canvas('loss'), 'loss', signal, loop.request),
    createMetricView(canvas('kernel-distance'), 'kernelDistance', signal, loop.request),
    createMetricView(canvas('hamming-distance'), 'hammingDistance', signal, loop.request),
    createMetricView(canvas('turning'), 'turning', signal, loop.request),
  ]
  const seed = bindNumberField(
    part<HTMLInputElement>('seed'),
    {
      property: properties.seed,
      changed: (value) => change({ seed: value }),
      refused(sentence) {
        refused = sentence
        loop.request()
      },
    },
    signal,
  )
  const delta = createSlider(
    part('delta'),
    {
      label: 'unbalance |δ|',
      from: DELTA_RANGE[0],
      to: DELTA_RANGE[1],
      home: properties.delta.default,
      steps: 200,
      nearest: roundDelta,
      format: (value) => formatFixed(value, 2),
      changed: (value) => change({ delta: value }),
    },
    signal,
  )
  const tau = createSlider(
    part('tau'),
    {
      label: 'scale of the start τ',
      from: TAU_RANGE[0],
      to: TAU_RANGE[1],
      home: properties.tau.default,
      scale: 'log',
      steps: 200,
      nearest: roundTau,
      format: formatNumber,
      changed: (value) => change({ tau: value }),
    },
    signal,
  )

  runButton.addEventListener('click', () => (isWanted ? rest() : run()), { signal })
  part('step').addEventListener('click', step, { signal })
  part('again').addEventListener('click', again, { signal })
  part('another').addEventListener('click', () => change({ seed: anotherSeed(state.seed) }), { signal })
  speedSelect.addEventListener(
    'change',
    () => {
      const speed = properties.speed.parse(speedSelect.value)
      if (!speed) return
      state = { ...state, speed }
      address.write(state)
      race?.pace(PACES[speed])
    },
    { signal },
  )
  watchTheme(signal, () => {
    theme = readTheme(host)
    loop.request()
  })
  watchVisibility(signal, {
    hide() {
      isHidden = true
      race?.pause()
    },
    show() {
      isHidden = false
      if (isWanted && race?.phase !== 'over') race?.resume()
    },
  })
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.at(-1)!.isIntersecting) return
      observer.disconnect()
      if (race) return
      isWanted = !prefersReducedMotion()
      begin()
    },
    { threshold: SEEN },
  )
  observer.observe(part(NETWORKS[0].name))
  describe()
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer)
      observer.disconnect()
    },
    { once: true },
  )
  loop.request()

  /** What the reader changes: it goes into the address, ends what a link was wrong about, and starts anew. */
  function change(part: Partial<RaceState>): void {
    state = { ...state, ...part }
    ignored = []
    refused = undefined
    address.write(state)
    loop.request()
    clearTimeout(timer)
    timer = setTimeout(begin, REST)
  }

  /** A new race, running if the last one was wanted to, or is over. */
  function begin(): void {
    clearTimeout(timer)
    refused = undefined
    if (race?.phase === 'over' && !prefersReducedMotion()) isWanted = true
    race?.abort()
    describedOver = false
    race = startRace(trainer, state, { pace: PACES[state.speed], paused: !isWanted || isHidden }, changed)
    loop.request()
  }

  function run(): void {
    isWanted = true
    refused = undefined
    if (!race || race.phase === 'over') begin()
    else race.resume()
    loop.request()
  }

  function rest(): void {
    isWanted = false
    race?.pause()
    describe()
    loop.request()
  }

  function step(): void {
    isWanted = false
    if (!race || race.phase === 'over') begin()
    else race.step()
    loop.request()
  }

  function again(): void {
    isWanted = true
    begin()
  }

  function changed(): void {
    loop.request()
    if (race?.phase === 'paused') describe()
    if (race?.phase !== 'over' || describedOver) return
    describedOver = true
    isWanted = false
    describe()
    const losses = race.racers.map(
      ({ name, frames }) => `${name} ${formatNumber(frames.at(-1)?.metrics.loss ?? Number.NaN)}`,
    )
    announce(`The race is over. Loss: ${losses.join(', ')}.`)
  }

  function describe(): void {
    for (const view of views) view.describe({ race })
  }

  function draw(): void {
    seed.place(state.seed)
    delta.place(state.delta)
    tau.place(state.tau)
    speedSelect.value = state.speed
    const label = isWanted ? 'Pause' : race && race.shown > 1 && race.phase !== 'over' ? 'Go on' : 'Start'
    if (runButton.textContent !== label) runButton.textContent = label
    host.dataset.phase = race?.phase ?? 'none'
    host.dataset.frames = String(race?.shown ?? 0)
    for (const view of views) view.draw(theme, { race })
    readout.draw({ race })
    notify([...ignored, ...(refused ? [refused] : []), ...troubles()])
  }

  /** What went wrong with a run, each reason once. */
  function troubles(): readonly string[] {
    const bad =
      race?.racers.filter(({ outcome }) => outcome?.reason === 'failed' || outcome?.reason === 'diverged') ?? []
    const messages = bad.map(({ name, outcome }) =>
      outcome!.reason === 'diverged' ? `The ${name} network: ${outcome!.message}.` : outcome!.message,
    )
    return [...new Set(messages)]
  }
}

/** A whole number that is not the present one; this is play, so the browser's own chance is good enough. */
function anotherSeed(present: number): number {
  const next = Math.floor(Math.random() * 10_000)
  return next === present ? (next + 1) % LARGEST_SEED : next
}

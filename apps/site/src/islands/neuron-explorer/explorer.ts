import { createAddress } from '../kit/address.ts'
import { createAnnouncer } from '../kit/announce.ts'
import { formatFixed, formatNumber, formatPoint } from '../kit/format.ts'
import { createFrameLoop } from '../kit/frame-loop.ts'
import { createNotice } from '../kit/notice.ts'
import { createSlider } from '../kit/slider.ts'
import { readTheme, watchTheme } from '../kit/theme.ts'
import { createBetaView } from './beta-view.ts'
import type { Picture, View } from './picture.ts'
import { createPlayback } from './playback.ts'
import { createReadout } from './readout.ts'
import { regimeOf } from './regime.ts'
import { type Solution, solve } from './solution.ts'
import { DELTA_RANGE, defaults, type ExplorerState, properties, roundDelta, roundTime, TIME_RANGE } from './state.ts'
import { createTimeChart } from './time-chart.ts'
import { createWeightsView } from './weights-view.ts'

/** How long changes settle before the pictures are described again, in ms. */
const REST = 400

const NO_START =
  'β₀ is 0 and δ is below 0: that leaves the direction of w open, so there is no such start. Move β₀ away from the ' +
  'origin, or raise δ to 0.'
const KEPT = ' Until then the curves stay as they were.'

/** Brings the explorer within `host` to life; all of it ends when `signal` aborts. */
export function mountExplorer(host: HTMLElement, signal: AbortSignal): void {
  const part = <T extends HTMLElement>(name: string): T => host.querySelector<T>(`[data-part="${name}"]`)!
  const canvas = (name: string): HTMLCanvasElement => part(name).querySelector('canvas')!
  const playButton = part<HTMLButtonElement>('play')
  const compareBox = part<HTMLInputElement>('compare')
  const signs = Array.from(host.querySelectorAll<HTMLInputElement>('input[name="sign"]'))

  const playback = createPlayback()
  const readout = createReadout(host, signal)
  const notify = createNotice(part('notice'), signal)
  const announce = createAnnouncer(host, signal)
  const address = createAddress(properties, signal, ({ values, ignored: parts }) => {
    stop()
    ignored = parts
    state = values
    changed()
  })
  const loop = createFrameLoop(host, signal, draw)

  let { values: state, ignored } = address.read()
  let theme = readTheme(host)
  let solvedFor: ExplorerState | undefined
  let solved: { readonly state: ExplorerState; readonly solution: Solution } | undefined
  let problem: string | undefined
  let rest: ReturnType<typeof setTimeout> | undefined

  const views: readonly View[] = [
    createBetaView(canvas('beta'), signal, loop.request, change),
    createWeightsView(canvas('weights'), signal, loop.request),
    createTimeChart(canvas('loss'), 'loss', signal, loop.request, scrub),
    createTimeChart(canvas('kernel-distance'), 'kernelDistance', signal, loop.request, scrub),
  ]
  const delta = createSlider(
    part('delta'),
    {
      label: 'unbalance δ = a² − ‖w‖²',
      from: DELTA_RANGE[0],
      to: DELTA_RANGE[1],
      home: defaults.delta,
      scale: 'symlog',
      nearest: roundDelta,
      format: (value) => formatFixed(value, 2),
      changed: (value) => change({ delta: value }),
    },
    signal,
  )
  const time = createSlider(
    part('time'),
    {
      label: 'time (1/learning rate)',
      from: TIME_RANGE[0],
      to: TIME_RANGE[1],
      home: defaults.time,
      scale: 'log',
      steps: 500,
      nearest: roundTime,
      format: formatNumber,
      changed: scrub,
    },
    signal,
  )

  playButton.addEventListener('click', () => (loop.playing ? stop() : start()), { signal })
  part('reset').addEventListener(
    'click',
    () => {
      stop()
      change(defaults)
    },
    { signal },
  )
  compareBox.addEventListener('change', () => change({ compare: compareBox.checked ? 'yes' : 'no' }), { signal })
  for (const input of signs)
    input.addEventListener('change', () => change({ sign: input.value as ExplorerState['sign'] }), { signal })
  watchTheme(signal, () => {
    theme = readTheme(host)
    loop.request()
  })
  signal.addEventListener('abort', () => clearTimeout(rest), { once: true })
  changed()

  /** What the reader does: it also goes into the address, and ends what a link was wrong about. */
  function change(part: Partial<ExplorerState>): void {
    state = { ...state, ...part }
    ignored = []
    address.write(state)
    changed()
  }

  function changed(): void {
    loop.request()
    clearTimeout(rest)
    rest = setTimeout(settled, REST)
  }

  function scrub(value: number): void {
    stop()
    change({ time: roundTime(value) })
  }

  function start(): void {
    playback.start(state.time)
    playButton.textContent = 'Pause'
    loop.play(true)
  }

  function stop(): void {
    playButton.textContent = 'Play'
    loop.play(false)
  }

  function draw(elapsed: number): void {
    if (loop.playing) {
      const { time: next, isOver } = playback.advance(elapsed)
      if (isOver) stop()
      change({ time: roundTime(next) })
    }
    solveAgain()
    delta.place(state.delta)
    time.place(state.time)
    compareBox.checked = state.compare === 'yes'
    for (const input of signs) input.checked = input.value === state.sign
    const picture = pictureNow()
    for (const view of views) view.draw(theme, picture)
    readout.draw(picture)
    notify(problem ? [...ignored, problem] : ignored)
  }

  /** Time alone moves along a solution that is there already. */
  function solveAgain(): void {
    const { beta0, target, sign } = state
    if (
      solvedFor?.beta0 === beta0 &&
      solvedFor.target === target &&
      solvedFor.delta === state.delta &&
      solvedFor.sign === sign
    )
      return
    solvedFor = state
    problem = undefined
    if (state.delta < 0 && beta0[0] === 0 && beta0[1] === 0) problem = solved ? NO_START + KEPT : NO_START
    else solved = { state, solution: solve(state) }
  }

  function pictureNow(): Picture {
    return {
      state,
      solved: solved && { ...solved, moment: solved.solution.at(state.time) },
      isStale: problem !== undefined,
    }
  }

  /** Once nothing moves: what the pictures show in words, and one sentence to be spoken. */
  function settled(): void {
    const picture = pictureNow()
    for (const view of views) view.describe(picture)
    if (loop.playing || !picture.solved || problem) return
    const { solution, moment } = picture.solved
    const { name } = regimeOf(state, solution)
    announce(
      `${name}. At time ${formatNumber(moment.time)}: β ${formatPoint(moment.beta)}, loss ${formatNumber(moment.loss)}, ` +
        `kernel distance ${formatNumber(moment.kernelDistance)}.`,
    )
  }
}

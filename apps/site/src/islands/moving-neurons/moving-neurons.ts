import { paths } from '../../figures/one-neuron.ts'
import { defineElement } from '../kit/element.ts'
import { createFrameLoop } from '../kit/frame-loop.ts'
import { prefersReducedMotion } from '../kit/reduced-motion.ts'
import { journey, type Place, timeAt } from './journey.ts'

/** Seconds from the start to the target. */
const DURATION = 10

/** One neuron of the picture, moved. */
type Mover = (share: number) => Place

/** The path fades, and is drawn anew behind a dot that travels along it. */
function mover(svg: SVGSVGElement, delta: number, at: Mover): (share: number) => void {
  const line = svg.querySelector<SVGPathElement>(`.beta-path[data-delta="${delta}"]`)!
  const trace = line.cloneNode() as SVGPathElement
  line.classList.add('ahead')
  trace.setAttribute('pathLength', '1')
  line.after(trace)
  const dot = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
  dot.setAttribute('r', '8')
  dot.setAttribute('class', 'traveller')
  dot.setAttribute('data-delta', String(delta))
  dot.setAttribute('style', line.getAttribute('style')!)
  svg.append(dot)
  return (share) => {
    const { x, y, travelled } = at(share)
    dot.setAttribute('cx', x.toFixed(2))
    dot.setAttribute('cy', y.toFixed(2))
    trace.setAttribute('stroke-dasharray', `${travelled.toFixed(4)} 2`)
  }
}

/** Lets the seven neurons of the still picture within `host` travel, as the exact solution says. */
function mountNeurons(host: HTMLElement, signal: AbortSignal): void {
  const svg = host.querySelector('svg')!
  const button = host.querySelector('button')!
  const clock = host.querySelector<HTMLElement>('[data-part="time"]')!
  const movers = paths.map((path) => mover(svg, path.delta, journey(path)))
  let share = 0

  const loop = createFrameLoop(host, signal, (elapsed) => {
    share = Math.min(1, share + elapsed / DURATION)
    for (const move of movers) move(share)
    clock.textContent = timeAt(share).toFixed(2)
    host.dataset.time = String(timeAt(share))
    host.classList.toggle('is-underway', share < 1)
    if (share === 1) play(false)
  })

  function play(playing: boolean): void {
    if (playing && share === 1) share = 0
    loop.play(playing)
    button.textContent = playing ? 'Pause' : share === 1 ? 'Again' : 'Play'
  }

  button.addEventListener('click', () => play(!loop.playing), { signal })
  host.querySelector<HTMLElement>('.controls')!.hidden = false
  if (prefersReducedMotion()) share = 1
  play(!prefersReducedMotion())
  loop.request()
}

defineElement('moving-neurons', mountNeurons)

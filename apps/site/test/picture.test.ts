import { flowNeuron, neuronFromBeta } from '@lazyrich/core/single-neuron'
import { describe, expect, it } from 'vitest'
import { kernelTurn } from '../src/figures/kernel-turn.ts'
import { DELTAS, lossAt, paths, polyline, START, TARGET, timeToLoss } from '../src/figures/one-neuron.ts'
import { pixel } from '../src/figures/plane.ts'
import { page as background, palette } from '../src/islands/kit/colours.ts'
import { attributes, read } from './site.ts'

type Pixel = [number, number]

function drawn(page: string): { delta: number; points: Pixel[] }[] {
  const elements = Array.from(read(page).matchAll(/<path class="beta-path[^>]*>/g), ([element]) => element)
  return elements.map((element) => ({
    delta: Number(attributes(element, 'path', 'data-delta')[0]),
    points: Array.from(
      attributes(element, 'path', 'd')[0]!.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g),
      ([, x, y]): Pixel => [Number(x), Number(y)],
    ),
  }))
}

function circle(page: string, name: string): Pixel {
  const element = new RegExp(`<circle class="${name}[^>]*>`).exec(read(page))![0]
  return [Number(attributes(element, 'circle', 'cx')[0]), Number(attributes(element, 'circle', 'cy')[0])]
}

const distance = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]): number =>
  Math.hypot(x - u, y - v)

describe.each(['index.html', 'one-neuron/index.html'])('the picture on %s', (page) => {
  it('has a path for each of the seven δ', () => {
    expect(drawn(page).map(({ delta }) => delta)).toEqual([...DELTAS])
  })

  it('has every path begin at the start and end at the target, within a pixel', () => {
    for (const { points } of drawn(page)) {
      expect(distance(points[0]!, circle(page, 'start'))).toBeLessThan(1)
      expect(distance(points.at(-1)!, circle(page, 'target'))).toBeLessThan(1)
    }
  })

  it('has start and target where the text says they are', () => {
    expect(distance(circle(page, 'start'), pixel(START))).toBeLessThan(0.1)
    expect(distance(circle(page, 'target'), pixel(TARGET))).toBeLessThan(0.1)
  })

  it('draws smooth paths: no two neighbours are further apart than 6 pixels', () => {
    for (const { points } of drawn(page))
      for (let i = 1; i < points.length; i++) expect(distance(points[i]!, points[i - 1]!)).toBeLessThan(6)
  })

  it('draws straight paths upstream, and ones by way of the origin downstream', () => {
    const nearest = drawn(page).map(({ points }) => Math.min(...points.map((point) => distance(point, pixel([0, 0])))))
    for (let i = 1; i < nearest.length; i++) expect(nearest[i]!).toBeLessThan(nearest[i - 1]!)
    expect(nearest[0]).toBeGreaterThan(0.98 * distance(pixel([-0.5, 0.5]), pixel([0, 0])))
    expect(nearest.at(-1)).toBeLessThan(30)
  })

  it('is described for those who do not see it', () => {
    expect(read(page)).toMatch(/<svg [^>]*role="img" aria-labelledby="one-neuron-title one-neuron-text"/)
    expect(read(page)).toMatch(/<title id="one-neuron-title"[^>]*>[^<]+<\/title>/)
    expect(read(page)).toMatch(/<desc id="one-neuron-text"[^>]*>[^<]+<\/desc>/)
  })
})

describe('the paths behind the picture', () => {
  it('are those of the integrated flow', () => {
    const times = [0.1, 0.5, 1, 3, 10, 30]
    for (const path of paths) {
      const start = neuronFromBeta(START, path.delta)
      const flow = flowNeuron({ ...start, X: [1, 0, 0, 1], y: TARGET }, times)
      for (const [i, time] of times.entries()) {
        const beta: Pixel = [flow.a[i]! * flow.w[2 * i]!, flow.a[i]! * flow.w[2 * i + 1]!]
        expect(distance(path.betaAt(time), beta)).toBeLessThan(1e-9)
      }
    }
  })

  it('never climb', () => {
    for (const path of paths) {
      const losses = polyline(path, 1e-3).map(lossAt)
      for (let i = 1; i < losses.length; i++) expect(losses[i]!).toBeLessThanOrEqual(losses[i - 1]!)
    }
  })

  it('take longer and turn the kernel more, the further downstream', () => {
    const times = paths.map((path) => timeToLoss(path, 0.01))
    const turns = paths.map(kernelTurn)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(turns).toEqual([...turns].sort((a, b) => a - b))
    for (const [i, path] of paths.entries()) expect(lossAt(path.betaAt(times[i]!))).toBeCloseTo(0.01, 6)
  })
})

describe('the colours', () => {
  /** Relative luminance of WCAG 2.2. */
  function luminance(hex: string): number {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
    }) as [number, number, number]
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }

  it.each(['light', 'dark'] as const)(
    'stand out from a %s page by at least 3 to 1, as WCAG asks of graphics',
    (theme) => {
      for (const delta of DELTAS) {
        const [a, b] = [luminance(palette[delta]![theme]), luminance(background[theme])]
        expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThan(3)
      }
    },
  )
})

import { beforeEach, describe, expect, test } from 'vitest'
import { createHistory } from '../../src/dashboard/history.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

let model: Model
beforeEach(async () => {
  model = modelOf('neuron-race', { set: ['steps=200', 'record=lin:40'] }).model
  await until('every run has ended', () => model.comparison!.over)
})

const press = (...keys: string[]): void => {
  for (const key of keys) model.key(key)
}
const screen = (columns = 80, rows = 24): string => screenText(model, columns, rows)
const titles = (text: string): string[] =>
  ['loss', 'kernel distance', 'Hamming distance', 'turning', 'kernel norm', 'system', 'run a'].filter((title) =>
    new RegExp(`(^|[│ ])${title}(,| |$)`, 'm').test(text.split('\n').slice(2, -4).join('\n')),
  )

describe('panes', () => {
  test('stand on pages, all of which are reached by pgdn, and pgup goes back', () => {
    const first = screen()
    expect(first).toContain('page 1 of')
    const pages = Number(/page 1 of (\d+)/.exec(first)![1])
    const seen = new Set(titles(first))
    for (let page = 2; page <= pages; page++) {
      press('pagedown')
      expect(screen()).toContain(`page ${page} of ${pages}`)
      for (const title of titles(screen())) seen.add(title)
    }
    expect([...seen]).toEqual(expect.arrayContaining(['loss', 'kernel norm', 'system', 'run a']))
    press('pagedown')
    expect(screen()).toBe(first)
    press('pageup')
    expect(screen()).toContain(`page ${pages} of ${pages}`)
  })

  test('take the focus one after another, and the page follows it', () => {
    screen()
    const ids: (string | undefined)[] = []
    for (let k = 0; k < 6; k++) {
      press('tab')
      ids.push(model.look.focus)
    }
    expect(new Set(ids).size).toBe(6)
    expect(screen()).toContain('page 2 of')
    press('shift+tab', 'shift+tab', 'shift+tab')
    expect(screen()).toContain('page 1 of')
  })

  test('are enlarged by enter, and escape goes back', () => {
    const before = screen()
    press('return')
    expect(titles(screen())).toEqual(['loss'])
    expect(screen()).toContain('enlarged')
    press('tab')
    expect(titles(screen())).toEqual(['kernel distance'])
    press('escape')
    expect(titles(screen())).toEqual(titles(before))
  })

  test('that are enlarged stay so at another size, and with the list', () => {
    screen()
    press('tab', 'tab', 'tab', 'tab', 'tab', 'return')
    const { focus } = model.look
    for (const [columns, rows] of [
      [200, 60],
      [60, 16],
      [120, 40],
    ] as const) {
      screen(columns, rows)
      expect(model.hits.panes.map(({ pane }) => pane.id)).toEqual([focus])
    }
    press('l')
    screen()
    expect(model.hits.panes.map(({ pane }) => pane.id)).toEqual([focus])
  })

  test('of a run are hidden with it', () => {
    press('o')
    const text = screen(200, 60)
    expect(text).toContain('paths of |a|w, upstream')
    expect(text).not.toContain('paths of |a|w, downstream')
  })

  test('are filtered by name as it is typed; enter keeps the filter, escape drops it', () => {
    screen()
    press('/', 'k', 'e', 'r', 'n')
    expect(screen()).toContain('/kern')
    expect(titles(screen())).toEqual(['kernel distance', 'kernel norm'])
    press('q', 'backspace', 'return')
    expect(titles(screen())).toEqual(['kernel distance', 'kernel norm'])
    press('escape')
    expect(titles(screen())).toContain('loss')
  })

  test('have their filter typed in front of the caret, whatever is typed', () => {
    press('/', 'l', '👩', '\u0085', 'x')
    expect(screen()).toContain('/l�\\u0085x▏')
    press('backspace', 'backspace', 'backspace')
    expect(screen()).toContain('/l▏')
  })

  test('that no filter finds are said to be none, and the rest goes on', () => {
    press('/', 'z', 'z', 'return')
    expect(screen()).toContain('no pane is called zz; esc drops the filter')
    press('tab', 'return', 'w', 'left', 'y', '<', 'escape', 'escape')
    expect(titles(screen())).toContain('loss')
  })

  test('are hidden, all of them if one wants, and shown again', () => {
    screen()
    press('w')
    expect(titles(screen())).not.toContain('loss')
    for (let k = 0; k < 40; k++) press('w')
    expect(screen()).toContain('all panes are hidden; W shows them')
    press('W')
    expect(titles(screen())).toContain('loss')
  })

  test('are put into an order of one’s own', () => {
    screen()
    press('>')
    expect(screen().split('\n')[2]).toMatch(/kernel distance.*loss/)
    press('<')
    expect(screen().split('\n')[2]).toMatch(/loss.*kernel distance/)
  })
})

describe('runs', () => {
  test('are listed with their letters and states', () => {
    press('l')
    const text = screen(120, 40)
    // With its value of the focused pane’s metric, here the loss.
    expect(text).toMatch(/^ a upstream δ = 1 +[\d.·⁻¹²³⁰-⁹]+ +✓/m)
    expect(text).toMatch(/^ c downstream δ = … +[\d.·⁻¹²³⁰-⁹]+ +✓/m)
    expect(text).toContain('o only  v hide  t pin')
    press('escape')
    expect(screen(120, 40)).not.toMatch(/^ c downstream δ.*✓/m)
  })

  test('are shown alone, hidden, and shown again; the selected one is always there', () => {
    press('o')
    expect(model.scene().runs.map(({ letter }) => letter)).toEqual(['a'])
    expect(screen()).toContain('2 hidden')
    press('o')
    expect(model.scene().runs.length).toBe(3)
    press('v')
    expect(model.scene().runs.map(({ letter }) => letter)).toEqual(['c', 'b'])
    press('o')
    expect(model.scene().runs.map(({ letter }) => letter)).toEqual(['b'])
    press('o')
    expect(model.scene().runs.map(({ letter }) => letter)).toEqual(['c', 'b'])
    press('v', 'v', 'v')
    expect(model.scene().runs.map(({ letter }) => letter)).toEqual(['c'])
    press('V')
    expect(model.scene().runs.length).toBe(3)
  })

  test('are pinned to the top of the list, which then goes in that order', () => {
    press('l', 'up', 't')
    expect(model.comparison!.selected).toBe(2)
    const rows = screen(120, 40).split('\n').slice(3, 6)
    expect(rows.map((row) => row.slice(1, 2))).toEqual(['c', 'a', 'b'])
    press('down')
    expect(model.comparison!.selected).toBe(0)
  })
})

describe('the cursor', () => {
  const stepsRead = (): number[] => model.scene().all.map(({ moment }) => moment!.step)

  test('reads every run at one moment, and end follows again', () => {
    press('left', 'left', 'left')
    const { history } = model.comparison!.runs[0]!
    const step = history.at(history.length - 4).step
    expect(stepsRead()).toEqual([step, step, step])
    expect(screen()).toContain(`reading step ${step}`)
    press('right')
    expect(stepsRead()[0]).toBeGreaterThan(step)
    press('shift+left')
    expect(stepsRead()[0]).toBeLessThan(step)
    press('home')
    expect(stepsRead()).toEqual([0, 0, 0])
    press('end')
    expect(stepsRead()).toEqual([200, 200, 200])
    expect(screen()).not.toContain('reading')
  })

  test('does not stop training while it reads the past', async () => {
    const live = modelOf('neuron-race', { set: ['record=lin:400'] }).model
    const frames = (): number => live.comparison!.runs[0]!.history.length
    await until('some frames are there', () => frames() > 5)
    live.key('home')
    const before = frames()
    await until('training goes on', () => frames() > before + 20)
    expect(live.scene().selected.moment!.step).toBe(0)
    live.key('end')
    expect(live.scene().selected.moment!.step).toBeGreaterThan(0)
  })

  test('goes beyond the end of a run that ended before the others', async () => {
    const { model: uneven } = modelOf('neuron-race', { set: ['steps=200', 'record=lin:40'] })
    await until('every run has ended', () => uneven.comparison!.over)
    // As if the selected run had diverged early: a history of its first frames only.
    const { runs } = uneven.comparison!
    const short = createHistory('step')
    for (let i = 0; i < 10; i++) short.push(runs[0]!.history.at(i))
    Object.assign(runs[0]!, { history: short })
    uneven.key('left')
    const read = uneven.scene().all.map(({ moment }) => moment!.step)
    expect(read[1]).toBeGreaterThan(150)
    expect(read[0]).toBe(short.latest!.step)
    expect(screenText(uneven, 80, 24)).toContain(`reading step ${read[1]}`)
  })

  test('reads the exact solution of the selected run beside its value', async () => {
    const { model: exact } = modelOf('single-neuron')
    await until('every run has ended', () => exact.comparison!.over)
    expect(screenText(exact, 200, 60)).not.toMatch(/a \S+ .*∘ \d/)
    exact.key('left')
    const { kernelDistanceExact } = exact.scene().selected.moment!.metrics
    const told = /kernel distance .*?∘ ~?(0\.\d+)/.exec(screenText(exact, 200, 60))
    expect(Number(told![1])).toBeCloseTo(kernelDistanceExact!, 3)
  })

  test('stays at the ends', () => {
    press('right', 'shift+right')
    expect(model.look.cursor).toBeUndefined()
    press('home', 'left', 'shift+left')
    expect(stepsRead()).toEqual([0, 0, 0])
  })

  test('goes past frames that share a place', () => {
    const { history } = model.comparison!.runs[0]!
    for (const time of [1, 2, 3, 4]) history.push({ ...history.latest!, step: 300, time: 100 + time })
    history.push({ ...history.latest!, step: 301 })
    press('left')
    expect(stepsRead()[0]).toBe(300)
    press('left')
    expect(stepsRead()[0]).toBe(200)
    press('right')
    expect(stepsRead()[0]).toBe(300)
  })

  test('shows what the headings said at that moment', () => {
    press('home')
    const { loss } = model.scene().selected.moment!.metrics
    expect(screen(200, 60)).toContain(loss!.toPrecision(3))
  })
})

describe('axes', () => {
  test('go from linear to log and back', () => {
    expect(model.scene().xAxis.kind).toBe('linear')
    press('x')
    expect(model.scene().xAxis.kind).toBe('log')
    press('x')
    expect(model.scene().xAxis.kind).toBe('linear')
    screen()
    press('y')
    expect(model.scene().yScale('loss', 'log')).toBe('linear')
    expect(model.scene().yScale('kernelDistance', 'linear')).toBe('linear')
  })

  test('are zoomed and moved, and shown whole again', () => {
    press('home', 'z', 'z')
    expect(model.scene().xAxis.domain).toEqual([0, 50])
    press('.')
    expect(model.scene().xAxis.domain).toEqual([12.5, 62.5])
    expect(screen()).toContain('zoomed')
    press('0')
    expect(model.scene().xAxis.domain).toEqual([0, 200])
  })

  test('follow the cursor wherever keys take it, however far they are zoomed', () => {
    for (const scale of ['linear', 'log']) {
      press('end', ...Array.from('zzzzzz'))
      for (const key of ['home', 'right', ')', ')', ')', ')', ')', '(', 'left', 'home']) {
        press(key)
        const { domain, whole } = model.scene().xAxis
        const at = Math.max(whole[0], model.scene().selected.moment!.step)
        expect(at, `${scale}, ${key}`).toBeGreaterThanOrEqual(domain[0] * (1 - 1e-12))
        expect(at, `${scale}, ${key}`).toBeLessThanOrEqual(domain[1] * (1 + 1e-12))
      }
      press('0', 'x')
    }
  })

  test('smooth in three steps, which is told', () => {
    press('m')
    expect(screen()).toContain('lightly smoothed')
    press('m')
    expect(screen()).toContain('strongly smoothed')
    press('m')
    expect(screen()).not.toContain('smoothed')
  })
})

describe('keys that mean nothing', () => {
  test('are neither offered nor obeyed: seeds where nothing is random', () => {
    const seedless = modelOf('single-neuron', { pace: 1 }).model
    const before = seedless.comparison
    seedless.key('n')
    expect(seedless.comparison).toBe(before)
    seedless.key('?')
    for (let k = 0; k < 12; k++) {
      expect(screenText(seedless, 100, 40)).not.toContain('seed')
      seedless.key('pagedown')
    }
  })

  test('the list of runs where there is one', () => {
    const alone = modelOf('neuron-race', { pace: 1, set: ['delta=1'] }).model
    expect(alone.comparison!.runs.length).toBe(1)
    alone.key('l')
    expect(alone.look.list).toBe(false)
  })
})

describe('the look', () => {
  test('stays when the runs start again, and is new with another experiment', () => {
    screen()
    press('down', 'w', 'o')
    press('r')
    expect(model.comparison!.selected).toBe(1)
    expect(titles(screen())).not.toContain('loss')
    expect(model.look.hiddenRuns.size).toBe(2)
    press('e')
    expect(model.look.hiddenRuns.size).toBe(0)
  })
})

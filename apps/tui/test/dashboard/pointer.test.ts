import { beforeEach, describe, expect, test } from 'vitest'
import type { Model } from '../../src/dashboard/model.ts'
import type { MouseReport } from '../../src/screen/mouse.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

let model: Model
beforeEach(async () => {
  model = modelOf('neuron-race', { set: ['steps=200', 'record=lin:40'] }).model
  await until('every run has ended', () => model.comparison!.over)
  screenText(model, 120, 40)
})

const at = (column: number, row: number, report: Partial<MouseReport> = {}): void => {
  model.mouse({ kind: 'press', button: 'left', direction: 0, shift: false, column, row, ...report })
  screenText(model, 120, 40)
}

describe('the mouse', () => {
  test('focuses the pane it presses, and puts the cursor there', () => {
    at(60, 6)
    expect(model.look.focus).toBe('kernelDistance')
    expect(model.look.cursor).toBeGreaterThan(50)
    expect(model.look.cursor).toBeLessThan(150)
  })

  test('drags the cursor, also out of the pane in which it began', () => {
    at(60, 6)
    const before = model.look.cursor!
    at(52, 30, { kind: 'drag' })
    expect(model.look.cursor).toBeLessThan(before)
    at(119, 30, { kind: 'drag' })
    expect(model.look.cursor === undefined || model.look.cursor > 190).toBe(true)
    expect(model.scene().selected.moment!.step).toBeGreaterThan(190)
    at(60, 6, { kind: 'release' })
    const kept = model.look.cursor
    at(52, 6, { kind: 'drag' })
    expect(model.look.cursor).toBe(kept)
  })

  test('selects runs in the legend and in the list', () => {
    at(22, 1)
    expect(model.comparison!.selected).toBe(1)
    model.key('l')
    screenText(model, 120, 40)
    at(5, 5)
    expect(model.comparison!.selected).toBe(2)
    at(5, 5, { kind: 'wheel', button: undefined, direction: -1 })
    expect(model.comparison!.selected).toBe(1)
  })

  test('enlarges by a double click, and back by another', () => {
    at(60, 8)
    at(60, 8)
    expect(model.look.enlarged).toBe(true)
    expect(model.look.cursor).toBeUndefined()
    at(60, 2)
    at(60, 2)
    expect(model.look.enlarged).toBe(false)
  })

  test('zooms by the wheel about the place under it, and pans with shift', () => {
    at(60, 6, { kind: 'wheel', button: undefined, direction: -1 })
    const [low, high] = model.look.window!
    expect(high - low).toBeCloseTo(160)
    at(60, 6, { kind: 'wheel', button: undefined, direction: 1, shift: true })
    expect(model.look.window![0]).toBeGreaterThan(low)
    for (let k = 0; k < 5; k++) at(60, 6, { kind: 'wheel', button: undefined, direction: 1 })
    expect(model.look.window).toBeUndefined()
  })

  test('does nothing between the panes, with other buttons, or far outside', () => {
    at(0, 39)
    at(60, 6, { button: 'right' })
    at(-5, 900)
    at(60, 37, { kind: 'wheel', button: undefined, direction: 1 })
    expect([model.look.focus, model.look.cursor, model.look.window]).toEqual([undefined, undefined, undefined])
  })

  test('goes through the choices at home and through the help by the wheel', () => {
    const wheel = { kind: 'wheel', button: undefined, direction: 1 } as const
    model.key('?')
    at(5, 5, wheel)
    expect(model.help).toBe(1)
    model.key('escape')
    model.key('h')
    at(5, 5, wheel)
    expect(model.chosen).toBe(1)
  })

  test('chooses at home by a click, and trains what is chosen by another', () => {
    model.key('h')
    screenText(model, 120, 40)
    at(5, 4)
    expect(model.chosen).toBe(2)
    expect(model.comparison).toBeUndefined()
    const row = screenText(model, 120, 40)
      .split('\n')
      .findIndex((line) => line.includes('▸'))
    at(5, row)
    expect(model.comparison!.plan.preset).toBe(model.choices[2]!.preset)
  })
})

import { describe, expect, test } from 'vitest'
import { bindings } from '../../src/dashboard/keys.ts'
import { createLook } from '../../src/dashboard/look.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { modelOf, until } from '../support/model.ts'
import { screenText } from '../support/render.ts'

const sizes = [
  [80, 24],
  [120, 40],
  [200, 60],
] as const

/** What is pressed, and what the screen is then called. Between them every key of a comparison is pressed. */
const walks: { readonly [screen: string]: readonly string[] } = {
  'the next pane in focus': ['tab'],
  'the pane before in focus': ['shift+tab'],
  'a pane alone': ['tab', 'return'],
  'no pane alone again': ['return', 'return'],
  'the second page': ['pagedown'],
  'the last page': ['pageup'],
  'a filter being typed': ['/', 'd', 'i', 's', 't'],
  'a filter kept': ['/', 'd', 'i', 's', 't', 'a', 'backspace', 'return'],
  'the filter dropped, and all is as before again': ['/', 'd', 'escape'],
  'a filter that finds nothing': ['/', 'q', 'q', 'return'],
  'a pane hidden': ['w'],
  'all panes again': ['w', 'W'],
  'a pane moved back': ['>'],
  'a pane moved forward': ['tab', '<'],
  'the next run on top': ['down'],
  'the run before on top': ['up'],
  'the list of runs': ['l'],
  'one run alone': ['o'],
  'a run hidden': ['v'],
  'all runs again': ['v', 'V', 'up'],
  'a run pinned in the list': ['l', 'up', 't'],
  'a moment in the past': ['left', 'left', 'left'],
  'a moment further on': ['left', 'left', 'left', 'right'],
  'a moment long ago': ['shift+left', 'shift+left', 'shift+right'],
  'the first moment': ['home'],
  'the latest moment again': ['home', 'end'],
  'x axes of the other kind': ['x'],
  'a y axis of the other kind': ['y'],
  'curves lightly smoothed': ['m'],
  'zoomed in on the cursor': ['shift+left', 'z', 'z'],
  'zoomed out once': ['shift+left', 'z', 'z', 'Z'],
  'moved along the axis': ['shift+left', 'z', 'z', ',', ',', '.'],
  'the whole axis again': ['z', '0'],
  'the help': ['?'],
  'the help further down': ['?', 'pagedown', 'down', 'pageup', 'up', 'pagedown'],
}

/** Keys that act on the training or the terminal: keys.test.ts presses them. */
const elsewhere = ['togglePause', 'step', 'faster', 'slower', 'fullSpeed', 'restart', 'nextSeed', 'previousSeed']
const beyond = ['nextExperiment', 'home', 'theme', 'suspend', 'quit']

async function trained(): Promise<Model> {
  const { model } = modelOf('neuron-race', { set: ['steps=2000', 'record=log:40'] })
  await until('every run has ended', () => model.comparison!.over)
  return model
}

/** The rows of a screen that differ from the one before any key, each with its number. */
function changes(before: string, after: string): string {
  const old = before.split('\n')
  return after
    .split('\n')
    .flatMap((line, row) => (line === old[row] ? [] : [`${String(row).padStart(2)}│${line}\n`]))
    .join('')
}

describe('a screen for every key', () => {
  for (const [columns, rows] of sizes)
    test(`at ${columns}×${rows}`, async () => {
      const model = await trained()
      const before = screenText(model, columns, rows)
      const pages = [before]
      for (const [name, keys] of Object.entries(walks)) {
        for (const key of keys) {
          model.key(key)
          const lines = screenText(model, columns, rows).split('\n')
          expect(lines.length).toBe(rows + 1)
          expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
        }
        const after = screenText(model, columns, rows)
        expect(after === before, name).toBe(name.endsWith('again'))
        pages.push(`\n${name}: ${keys.join(' ')}\n${changes(before, after)}`)
        if (model.help !== undefined) model.key('escape')
        Object.assign(model.look, createLook())
        model.comparison!.select(0)
        expect(screenText(model, columns, rows)).toBe(before)
      }
      await expect(pages.join('')).toMatchFileSnapshot(`frames/keys-${columns}x${rows}.txt`)
    })

  test('leaves no key out', () => {
    const pressed = new Set(Object.values(walks).flat())
    const left = bindings.filter(
      ({ action, keys, places }) =>
        places.includes('live') && ![...elsewhere, ...beyond].includes(action) && !keys.some((key) => pressed.has(key)),
    )
    expect(left).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { hasTmux, openTerminal } from '../support/tmux.ts'

describe.skipIf(!hasTmux)('what was typed, in a real terminal', () => {
  test('sets no title, clears nothing and turns nothing around', async () => {
    const terminal = await openTerminal(120, 50)
    try {
      const title = terminal.ask('#{pane_title}')
      terminal.type('echo before', 'Enter')
      await terminal.see(/^before$/m)
      const nasty = "$'\\e]0;taken\\a\\e[2J\\u009b31m\\u202e'"
      const lines = [
        `lazyrich ${nasty}`,
        `lazyrich run neuron-race --set ${nasty}=1`,
        `lazyrich run x --${nasty}`,
        `TERM=${nasty} lazyrich doctor`,
      ]
      for (const [i, line] of lines.entries()) {
        terminal.type(line, 'Enter')
        await terminal.until(`message ${i} is seen`, (screen) => screen.split('u001b]0;taken').length === i + 2)
        await terminal.see(/ready>$/m)
        expect(terminal.screen()).toContain('before')
        expect(terminal.ask('#{pane_title}')).toBe(title)
      }
    } finally {
      terminal.close()
    }
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { expectRestored, hasTmux, openTerminal } from '../support/tmux.ts'

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

  test('nor does what a training thread says as it dies, on the dashboard', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lazyrich-shown-'))
    const terminal = await openTerminal(160, 50)
    try {
      const fault = join(folder, 'fault.mjs')
      writeFileSync(
        fault,
        `import { isMainThread } from 'node:worker_threads'
if (!isMainThread) setTimeout(() => { throw new Error('\\x1b]0;taken\\x07\\x1b[2J\\x9b31m\\u202eout of luck') }, 1500)`,
      )
      const title = terminal.ask('#{pane_title}')
      const options = `NODE_OPTIONS='--import ${pathToFileURL(fault).href}'`
      terminal.type(`${options} lazyrich live neuron-race --set steps=100000000`, 'Enter')
      await terminal.see('the training thread died')
      await terminal.see('\\u001b]0;taken\\u0007')
      expect(terminal.screen()).toContain('kernel distance')
      expect(terminal.ask('#{pane_title}')).toBe(title)
      terminal.type('q')
      await expectRestored(terminal)
    } finally {
      terminal.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectRestored, hasTmux, openTerminal, type Terminal } from '../support/tmux.ts'

let terminal: Terminal | undefined
let folder: string
beforeEach(({ skip }) => {
  if (!hasTmux) skip('a real terminal needs tmux on the PATH')
  folder = mkdtempSync(join(tmpdir(), 'lazyrich-terminal-'))
})
afterEach(() => {
  terminal?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const LIVE = '$LAZYRICH live neuron-race --preset regimes'

describe('the dashboard in a real terminal', () => {
  for (const [columns, rows] of [
    [80, 24],
    [120, 40],
  ] as const)
    test(`at ${columns}×${rows}: trains, pauses, steps, helps, switches, quits, and leaves the shell as it was`, async () => {
      terminal = await openTerminal(columns, rows)
      terminal.type('echo before', 'Enter', LIVE, 'Enter')
      await terminal.see('Neurons race to their teacher')
      await terminal.see('kernel distance')
      await terminal.see(/step [1-9][\d,]* of 10,000/)
      expect(terminal.screen()).not.toContain('echo before')

      terminal.type('Space')
      await terminal.see('paused')
      await new Promise((resolve) => setTimeout(resolve, 300))
      const still = terminal.screen()
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(terminal.screen()).toBe(still)

      terminal.type('s')
      await terminal.see(/step (?!0 )[\d,]+ of/)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(terminal.screen()).not.toBe(still)

      terminal.type('?')
      await terminal.see('pause, go on')
      terminal.type('?')
      await terminal.see('kernel distance')

      terminal.type('x')
      await terminal.see('One neuron: flow and exact solution')
      await terminal.see('β = a w over the loss')
      await terminal.see(/flow time [1-9]/)
      expect(terminal.screen()).toContain('∘')

      terminal.type('n')
      await terminal.see('seed 1')
      terminal.type('q')
      await terminal.see('before')
      expect(terminal.screen()).not.toContain('flow time')
      await expectRestored(terminal)
    })

  test('follows the size of the terminal, and says which size it needs', async () => {
    terminal = await openTerminal(100, 30)
    terminal.type(LIVE, 'Enter')
    await terminal.see('kernel distance')
    terminal.resize(50, 12)
    await terminal.see('this terminal: 50×12')
    expect(terminal.screen()).toContain('needed: 60×16')
    terminal.resize(120, 40)
    await terminal.see('downstream δ = −1')
    await terminal.see('paths of |a|w, downstream')
    terminal.type('q')
    await expectRestored(terminal)
  })

  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const)
    test(`${signal} ends it and restores the terminal`, async () => {
      terminal = await openTerminal(80, 24)
      const pidFile = join(folder, 'pid')
      terminal.type(`sh -c 'echo $$ > ${pidFile}; exec ${LIVE} --set steps=100000000'`, 'Enter')
      await terminal.see('kernel distance')
      process.kill(Number(readFileSync(pidFile, 'utf8')), signal)
      await expectRestored(terminal)
    })

  test('an error that nobody caught restores the terminal and is shown', async () => {
    terminal = await openTerminal(80, 24)
    const boom = join(folder, 'boom.mjs')
    writeFileSync(
      boom,
      `import { isMainThread } from 'node:worker_threads'
if (isMainThread) setTimeout(() => { throw new Error('boom') }, 1500)`,
    )
    terminal.type(`NODE_OPTIONS='--import ${boom}' ${LIVE}`, 'Enter')
    await terminal.see('kernel distance')
    await terminal.see('Error: boom')
    await expectRestored(terminal)
  })

  test('ctrl-z gives the shell back, fg the dashboard, as it was', async () => {
    terminal = await openTerminal(80, 24)
    terminal.type(LIVE, 'Enter')
    await terminal.see('kernel distance')
    terminal.type('C-z')
    await terminal.see('Stopped')
    await expectRestored(terminal)
    terminal.type('clear; fg', 'Enter')
    await terminal.see('kernel distance')
    expect(terminal.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0')
    terminal.type('q')
    await expectRestored(terminal)
  })

  test('home lists the experiments, and enter trains the chosen one', async () => {
    terminal = await openTerminal(80, 24)
    terminal.type('$LAZYRICH', 'Enter')
    await terminal.see('▸ neuron-race     regimes')
    terminal.type('Down', 'Down', 'Down')
    await terminal.see('▸ single-neuron   small')
    terminal.type('Enter')
    await terminal.see('β = a w over the loss')
    terminal.type('C-c')
    await expectRestored(terminal)
  })

  test('NO_COLOR draws the same without a colour', async () => {
    terminal = await openTerminal(80, 24)
    terminal.type(`NO_COLOR=1 ${LIVE}`, 'Enter')
    await terminal.see('kernel distance')
    terminal.type('q')
    await expectRestored(terminal)
  })
})

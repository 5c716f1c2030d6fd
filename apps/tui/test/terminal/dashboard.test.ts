import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

const LIVE = 'lazyrich live neuron-race --preset regimes'

/** The step that the screen tells, NaN if none. */
const stepOn = (screen: string): number =>
  Number(/step ([\d,]+) of/.exec(screen)?.[1]?.replaceAll(',', '') ?? Number.NaN)

/** A colour of the text or behind it: basic, bright, or one of 256 or all. */
const isColour = (code: number): boolean =>
  (code >= 30 && code <= 38) || (code >= 40 && code <= 48) || (code >= 90 && code <= 107)

/** The command with a fault in its main thread or its training threads, and what makes the fault happen. */
function broken(where: 'main' | 'training', message: string): { command: string; happen: () => void } {
  const signal = join(folder, 'signal')
  const fault = join(folder, 'fault.mjs')
  writeFileSync(
    fault,
    `import { existsSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
const look = () => {
  if (existsSync(${JSON.stringify(signal)})) throw new Error('${message}')
}
if (isMainThread === ${where === 'main'}) setInterval(look, 20).unref()`,
  )
  return {
    command: `NODE_OPTIONS='--import ${pathToFileURL(fault).href}' ${LIVE} --set steps=100000000`,
    happen: () => writeFileSync(signal, ''),
  }
}

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
      const paused = await terminal.still(1000)
      expect(paused).toContain('paused')
      expect(stepOn(paused)).toBeLessThan(10_000)

      terminal.type('s')
      await terminal.until('a step is taken', (screen) => stepOn(screen) > stepOn(paused))
      expect(await terminal.still(1000)).toContain('paused')

      terminal.type('?')
      await terminal.see('pause or resume')
      terminal.type('?')
      await terminal.see('kernel distance')

      terminal.type('n')
      await terminal.see('seed 1')

      terminal.type('e')
      await terminal.see('One neuron: flow and exact solution')
      await terminal.see('β = a w over the loss')
      await terminal.see(/flow time [1-9]/)
      expect(terminal.screen()).toContain('∘')

      terminal.type('q')
      await terminal.see('before')
      expect(terminal.screen()).not.toContain('flow time')
      await expectRestored(terminal)
    })

  test('follows the size of the terminal, and says what size it needs', async () => {
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

  test('an uncaught error restores the terminal and is shown', async () => {
    terminal = await openTerminal(80, 24)
    const { command, happen } = broken('main', 'boom')
    terminal.type(command, 'Enter')
    await terminal.see('kernel distance')
    happen()
    await terminal.see('Error: boom')
    await expectRestored(terminal)
  })

  test('a dead training thread is reported on the screen, and quitting then restores the terminal', async () => {
    terminal = await openTerminal(120, 40)
    const { command, happen } = broken('training', 'out of luck')
    terminal.type(command, 'Enter')
    await terminal.see('kernel distance')
    await terminal.see(/step [1-9]/)
    happen()
    await terminal.see('the training thread died')
    expect(terminal.screen()).toContain('out of luck')
    expect(terminal.ask('#{alternate_on}')).toBe('1')
    terminal.type('q')
    await expectRestored(terminal)
  })

  test('ctrl-z brings back the shell, and fg the dashboard as it was', async () => {
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
    terminal.type('lazyrich', 'Enter')
    await terminal.see(/▸ neuron-race +regimes/)
    terminal.type('Down', 'Down')
    await terminal.see(/▸ single-neuron +small/)
    terminal.type('Enter')
    await terminal.see('β = a w over the loss')
    terminal.type('C-c')
    await expectRestored(terminal)
  })

  for (const [how, before, coloured] of [
    ['in colour', '', true],
    ['without one under NO_COLOR', 'NO_COLOR=1 ', false],
  ] as const)
    test(`draws ${how}`, async () => {
      terminal = await openTerminal(80, 24)
      terminal.type(before + LIVE, 'Enter')
      await terminal.see('kernel distance')
      await terminal.see(/step [1-9]/)
      expect(terminal.screen()).toMatch(/[⠁-⣿]/)
      expect(terminal.styles().some(isColour)).toBe(coloured)
      terminal.type('q')
      await expectRestored(terminal)
    })
})

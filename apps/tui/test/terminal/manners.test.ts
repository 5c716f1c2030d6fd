import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectRestored, hasTmux, openTerminal, type Terminal } from '../support/tmux.ts'

let terminal: Terminal
let folder: string
beforeEach(async ({ skip }) => {
  if (!hasTmux) skip('a real terminal needs tmux on the PATH')
  folder = mkdtempSync(join(tmpdir(), 'lazyrich-manners-'))
  terminal = await openTerminal(120, 40)
})
afterEach(() => {
  terminal?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

const LIVE = 'lazyrich live neuron-race --preset regimes'
const LONG = `${LIVE} --set steps=100000000`
const mouse = (): string => terminal.ask('#{mouse_button_flag} #{mouse_sgr_flag}')

/** Starts a command in a shell that notes its process. */
async function start(command: string): Promise<number> {
  const file = join(folder, 'pid')
  terminal.type(`sh -c 'echo $$ > ${file}; exec ${command}'`, 'Enter')
  await terminal.see('kernel distance')
  return Number(readFileSync(file, 'utf8'))
}

/** Column and row, from 1, of a text on the screen. */
async function place(text: string): Promise<{ column: number; row: number }> {
  const lines = (await terminal.see(text)).split('\n')
  const row = lines.findIndex((line) => line.includes(text))
  return { column: lines[row]!.indexOf(text) + 1, row: row + 1 }
}

describe('the mouse', () => {
  test('selects the run that is clicked in the legend, and the wheel goes through them', async () => {
    terminal.type(`${LONG} --speed 5`, 'Enter')
    await terminal.see('kernel distance')
    expect(mouse()).toBe('1 1')
    await terminal.see(/▸ run a /)
    const { column, row } = await place('downstream')
    terminal.send(`\x1b[<0;${column + 1};${row}M\x1b[<0;${column + 1};${row}m`)
    await terminal.see(/▸ run c /)
    terminal.send(`\x1b[<65;${column + 1};${row}M`)
    await terminal.see(/▸ run a /)
    terminal.type('q')
    await expectRestored(terminal)
  })

  test('is released by ctrl-z and by a stop from outside, and ours again after fg', async () => {
    const pid = await start(LONG)
    for (const stop of [() => terminal.type('C-z'), () => process.kill(pid, 'SIGTSTP')]) {
      expect(mouse()).toBe('1 1')
      stop()
      await terminal.see('Stopped')
      await expectRestored(terminal)
      terminal.type('clear; fg', 'Enter')
      await terminal.see('kernel distance')
      expect(mouse()).toBe('1 1')
      expect(terminal.ask('#{alternate_on} #{cursor_flag}')).toBe('1 0')
    }
    terminal.type('q')
    await expectRestored(terminal)
  })

  test('is ours again after a stop that nobody can prepare for', async () => {
    const pid = await start(LONG)
    process.kill(pid, 'SIGSTOP')
    await terminal.until('the shell is back', () => terminal.ask('#{pane_current_command}') === 'bash')
    terminal.type('stty sane; fg', 'Enter')
    await terminal.see('kernel distance')
    terminal.type('Space')
    await terminal.see('paused')
    terminal.type('q')
    await expectRestored(terminal)
  })
})

describe('keys', () => {
  test('that arrive in one read all count, answers of the terminal between them do not', async () => {
    terminal.type('lazyrich', 'Enter')
    await terminal.see(/▸ neuron-race +regimes/)
    const list = terminal
      .screen()
      .split('\n')
      .filter((line) => /^ {1,3}(▸ )? *[a-z-]+ {2,}[a-z0-9-]+/.test(line))
    terminal.send('\x1b[B\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[Bj\x1b[Ik')
    await terminal.see('▸ '.concat(list[2]!.trim().split(/ +/)[0]!))
    terminal.send('kk\x1b[Bk\r')
    await terminal.see('Neurons race to their teacher')
    terminal.type('q')
    await expectRestored(terminal)
  })
})

describe('ctrl-z while the dashboard is loaded', () => {
  for (const wait of [60, 200, 400])
    test(`after ${wait} ms brings back the shell, and fg the dashboard`, async () => {
      terminal.type(LONG, 'Enter')
      await new Promise((resolve) => setTimeout(resolve, wait))
      terminal.type('C-z')
      await terminal.see('Stopped')
      await expectRestored(terminal)
      terminal.type('clear; fg', 'Enter')
      await terminal.see('kernel distance')
      expect(mouse()).toBe('1 1')
      terminal.type('q')
      await expectRestored(terminal)
    })
})

test('where no shell could wake it, ctrl-z comes back by itself', async () => {
  // A group of processes that no shell looks after cannot be stopped.
  terminal.type(`exec ${LONG}`, 'Enter')
  await terminal.see('kernel distance')
  terminal.type('C-z')
  await new Promise((resolve) => setTimeout(resolve, 300))
  await terminal.see('kernel distance')
  expect(mouse()).toBe('1 1')
  terminal.type('Space')
  await terminal.see('paused')
})

describe('light and dark', () => {
  const LIGHT = '111;66;193'
  const DARK = '169;139;234'
  /** Resolves once the focused pane's title is in the accent of this theme, and nothing in the other's. */
  const expectAccent = async (accent: string): Promise<void> => {
    const inks = (): string => terminal.styles().join(';')
    await terminal.until(`accents are ${accent}`, () => inks().includes(accent))
    expect(inks().includes(accent === LIGHT ? DARK : LIGHT)).toBe(false)
  }

  test('follow the answer of the terminal, and T changes them', async () => {
    terminal.type(`COLORTERM=truecolor ${LONG} --speed 2`, 'Enter')
    await terminal.until('it is asked', () => terminal.ask('#{pane_current_command}') !== 'bash')
    for (let i = 0; i < 10; i++) {
      terminal.send('\x1b]11;rgb:ffff/ffff/ffff\x1b\\')
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
    await terminal.see('kernel distance')
    await expectAccent(LIGHT)
    terminal.type('T')
    await expectAccent(DARK)
    terminal.type('q')
    await expectRestored(terminal)
  })

  for (const [how, command, isLight] of [
    ['--theme light', `COLORTERM=truecolor ${LONG} --theme light`, true],
    ['--theme dark, whatever the environment says', `COLORFGBG='0;15' COLORTERM=truecolor ${LONG} --theme dark`, false],
    ['COLORFGBG', `COLORFGBG='0;15' COLORTERM=truecolor ${LONG}`, true],
  ] as const)
    test(`follow ${how}`, async () => {
      terminal.type(command, 'Enter')
      await terminal.see('kernel distance')
      await expectAccent(isLight ? LIGHT : DARK)
      terminal.type('q')
      await expectRestored(terminal)
    })
})

describe('ascii', () => {
  for (const [how, command] of [
    ['--ascii', `${LIVE} --ascii`],
    ['a locale that is not UTF-8', `LC_ALL=C ${LIVE}`],
  ] as const)
    test(`by ${how}: no other character on any screen`, async () => {
      terminal.type('clear', 'Enter', command, 'Enter')
      await terminal.see('kernel distance')
      await terminal.see(/step [1-9]/)
      expect(terminal.screen()).toMatch(/^[\n -~]*$/)
      terminal.type('?')
      await terminal.see('pause or resume')
      expect(terminal.screen()).toMatch(/^[\n -~]*$/)
      terminal.type('q')
      await expectRestored(terminal)
    })

  test('--no-ascii wins over the locale', async () => {
    terminal.type(`LC_ALL=C ${LIVE} --no-ascii`, 'Enter')
    await terminal.see(/step [1-9]/)
    await terminal.see(/[⠁-⣿]/)
    terminal.type('q')
    await expectRestored(terminal)
  })
})

test('a terminal that can do nothing gets lines', async () => {
  terminal.type(`TERM=dumb ${LIVE} --set steps=100; echo done $?`, 'Enter')
  await terminal.see('done 0')
  expect(terminal.ask('#{alternate_on} #{mouse_any_flag}')).toBe('0 0')
})

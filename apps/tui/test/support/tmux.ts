import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { main } from './command.ts'

/** False on a machine without tmux: tests in a real terminal are then skipped, and CI, which installs it, fails. */
export const hasTmux: boolean = spawnSync('tmux', ['-V']).status === 0

/** A real terminal: a shell in tmux, on a server of its own. */
export interface Terminal {
  type(...keys: string[]): void
  /** Sends bytes as the terminal itself would, in one piece: reports of the mouse, answers, several keys at once. */
  send(text: string): void
  /** What is on the screen, a line a row. */
  screen(): string
  /** The parameters of every SGR sequence that it takes to draw the screen: colours are 30–38, 40–48, 90–97. */
  styles(): number[]
  /** Resolves with the screen once it satisfies the condition; fails after 20 seconds with the screen as it is. */
  see(what: string | RegExp): Promise<string>
  /** The same for any condition on the screen; `what` completes "waited in vain until …". */
  until(what: string, holds: (screen: string) => boolean): Promise<string>
  /** Resolves with the screen once nothing on it has moved for that long. */
  still(milliseconds: number): Promise<string>
  resize(columns: number, rows: number): void
  /** A tmux format, as `#{alternate_on}`. */
  ask(format: string): string
  close(): void
}

const PROMPT = 'ready> '

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** Opens a terminal of that size with a shell whose prompt is `ready> ` and which knows the command `lazyrich`. */
export async function openTerminal(columns: number, rows: number): Promise<Terminal> {
  const bin = mkdtempSync(join(tmpdir(), 'lazyrich-bin-'))
  // A name that no terminal before had: a server that is told to end still holds its socket for a moment.
  const server = basename(bin)
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-L', server, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    })
  const script = `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(main)} "$@"\n`
  writeFileSync(join(bin, 'lazyrich'), script, { mode: 0o755 })
  const path = quoted(`${bin}${delimiter}${process.env.PATH}`)
  const shell = `env -u FORCE_COLOR -u NO_COLOR -u CI PS1='${PROMPT}' PATH=${path} bash --norc --noprofile`
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), shell)
  const screen = (): string => tmux('capture-pane', '-p')

  async function until(what: string, holds: (text: string) => boolean): Promise<string> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const text = screen()
      if (holds(text)) return text
      if (Date.now() > deadline) throw new Error(`waited in vain until ${what}; the screen:\n${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  function still(milliseconds: number): Promise<string> {
    let last = ''
    let since = 0
    return until(`nothing moves for ${milliseconds} ms`, (text) => {
      if (text !== last) since = Date.now()
      last = text
      return Date.now() - since >= milliseconds
    })
  }

  const terminal: Terminal = {
    type: (...keys) => void tmux('send-keys', ...keys),
    send: (text) => void tmux('send-keys', '-H', ...[...Buffer.from(text)].map((byte) => byte.toString(16))),
    screen,
    styles: () =>
      tmux('capture-pane', '-p', '-e')
        .split('\x1b[')
        .slice(1)
        .flatMap((text) => text.slice(0, text.indexOf('m')).split(';').map(Number)),
    see: (what) =>
      until(`${what} is seen`, (text) => (typeof what === 'string' ? text.includes(what) : what.test(text))),
    until,
    still,
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    ask: (format) => tmux('display-message', '-p', format).trim(),
    close() {
      spawnSync('tmux', ['-L', server, 'kill-server'])
      rmSync(bin, { recursive: true, force: true })
    },
  }
  await terminal.see(PROMPT.trim())
  return terminal
}

/** Fails unless the terminal is as a shell has it: main screen, visible cursor, echo and line editing of the shell. */
export async function expectRestored(terminal: Terminal): Promise<void> {
  await terminal.see(/ready>$/m)
  terminal.type('stty -a | tr " " "\\n" | grep -xE -- "-?(icanon|echo|isig)" | tr "\\n" ","; echo', 'Enter')
  await terminal.see(/^isig,icanon,echo,$/m)
  const state = terminal.ask('#{alternate_on} #{cursor_flag} #{mouse_any_flag}')
  if (state !== '0 1 0') throw new Error(`alternate screen, cursor, mouse: ${state}`)
}

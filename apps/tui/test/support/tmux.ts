import { execFileSync, spawnSync } from 'node:child_process'
import { main } from './command.ts'

/** False on a machine without tmux: tests in a real terminal are then skipped, and CI, which installs it, fails. */
export const hasTmux: boolean = spawnSync('tmux', ['-V']).status === 0

/** A real terminal: a shell in tmux, on a server of its own. */
export interface Terminal {
  type(...keys: string[]): void
  /** What is on the screen, a line a row. */
  screen(): string
  /** Resolves with the screen once it satisfies the condition; fails after 20 seconds with the screen as it is. */
  see(what: string | RegExp): Promise<string>
  gone(what: string): Promise<string>
  resize(columns: number, rows: number): void
  /** A tmux format, as `#{alternate_on}`. */
  ask(format: string): string
  close(): void
}

const PROMPT = 'ready> '

/** Opens a terminal of that size with a shell whose prompt is `ready> `; `$LAZYRICH` is the command. */
export async function openTerminal(columns: number, rows: number): Promise<Terminal> {
  const server = `lazyrich-test-${process.pid}-${columns}x${rows}`
  const tmux = (...args: string[]): string =>
    execFileSync('tmux', ['-L', server, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    })
  const shell = `env -u FORCE_COLOR -u CI PS1='${PROMPT}' LAZYRICH='${process.execPath} ${main}' bash --norc --noprofile`
  tmux('new-session', '-d', '-x', String(columns), '-y', String(rows), shell)
  const screen = (): string => tmux('capture-pane', '-p')

  async function until(holds: (text: string) => boolean, what: string): Promise<string> {
    const deadline = Date.now() + 20_000
    for (;;) {
      const text = screen()
      if (holds(text)) return text
      if (Date.now() > deadline) throw new Error(`${what} did not come true; the screen:\n${text}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const terminal: Terminal = {
    type: (...keys) => void tmux('send-keys', ...keys),
    screen,
    see: (what) =>
      until((text) => (typeof what === 'string' ? text.includes(what) : what.test(text)), `seeing ${what}`),
    gone: (what) => until((text) => !text.includes(what), `${what} going away`),
    resize: (width, height) => void tmux('resize-window', '-x', String(width), '-y', String(height)),
    ask: (format) => tmux('display-message', '-p', format).trim(),
    close: () => void spawnSync('tmux', ['-L', server, 'kill-server']),
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

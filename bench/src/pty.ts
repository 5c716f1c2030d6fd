import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { lazyrich } from './command.ts'

/** What the dashboard writes before each whole picture: at first, and when its colours change. */
export const WHOLE_PICTURE = '\x1b[2J'

/** The dashboard on a terminal that only this process sees. */
export interface Pty {
  /** Milliseconds from now until it writes the text; what came before does not count. */
  until(text: string): Promise<number>
  type(keys: string): void
  /** Quits, and resolves once the process has ended. */
  quit(): Promise<void>
}

/** Starts the built command in a terminal of 120×40 with true colours, by `script` of util-linux. */
export function openPty(args: readonly string[]): Pty {
  if (!/util-linux/.test(spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout ?? ''))
    throw new Error('a terminal needs script of util-linux on the PATH')
  const command = [process.execPath, lazyrich, ...args].map((word) => `'${word}'`).join(' ')
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    'script',
    ['-qfec', `stty rows 40 cols 120; exec ${command}`, '/dev/null'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', LC_ALL: 'C.UTF-8' },
    },
  )
  let arrived = ''
  let look = (): void => {}
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (piece: string) => {
    arrived += piece
    // The question for the background, answered as a dark terminal does.
    if (piece.includes('\x1b[c')) child.stdin.write('\x1b]11;rgb:0000/0000/0000\x1b\\\x1b[?62c')
    look()
  })
  return {
    until(text) {
      const from = performance.now()
      arrived = ''
      return new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error('the dashboard did not draw within 20 s')), 20_000)
        look = () => {
          if (!arrived.includes(text)) return
          look = () => {}
          clearTimeout(patience)
          resolve(performance.now() - from)
        }
      })
    },
    type: (keys) => void child.stdin.write(keys),
    quit() {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.stdin.write('q')
      return ended
    },
  }
}

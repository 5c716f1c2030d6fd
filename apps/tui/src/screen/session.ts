import { EventEmitter } from 'node:events'
import type { ReadStream, WriteStream } from 'node:tty'
import { Keyboard } from './keyboard.ts'
import { createModes } from './modes.ts'
import type { MouseReport } from './mouse.ts'

/** Signals that end the process. */
const ENDING = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT'] as const

/** Milliseconds in which a stop takes effect: who still runs then has not been stopped. */
const STOPPING = 100

const CTRL_C = '\x03'
const CTRL_Z = '\x1a'

interface Events {
  mouse: [MouseReport]
  /** What the terminal answers to a question. */
  reply: [string]
  /** The terminal is ours again, and shows whatever the shell left there. */
  resume: []
}

/**
 * The terminal while it is ours: raw input, and the modes that were switched through {@link send}. However the process
 * ends (quit, signal, error), and whenever it is stopped (ctrl-z, SIGTSTP), the shell gets the terminal back as it was;
 * on SIGCONT everything is switched on again.
 */
export class Session extends EventEmitter<Events> {
  /** For Ink, as standard input. */
  readonly keyboard: Keyboard
  readonly #stdin: ReadStream
  readonly #stdout: WriteStream
  readonly #modes = createModes()
  #state: 'open' | 'away' | 'closed' = 'open'

  constructor(stdin: ReadStream, stdout: WriteStream) {
    super()
    this.#stdin = stdin
    this.#stdout = stdout
    this.keyboard = new Keyboard({
      onMouse: (report) => this.emit('mouse', report),
      onReply: (sequence) => this.emit('reply', sequence),
      takesEarly: (key) => {
        if (key === CTRL_Z) this.suspend()
        else if (key === CTRL_C) this.#end('SIGINT')
        else return false
        return true
      },
    })
    process.on('exit', this.close)
    for (const signal of ENDING) process.on(signal, this.#end)
    process.on('SIGTSTP', this.suspend)
    process.on('SIGCONT', this.#continue)
    stdin.setEncoding('utf8')
    stdin.setRawMode(true)
    stdin.on('data', this.#read)
  }

  /** False while the shell has the terminal: nothing may be drawn. */
  get isOpen(): boolean {
    return this.#state === 'open'
  }

  /** Switches a mode of the terminal, or asks it something. */
  send(sequence: string): void {
    const text = this.#modes.change(sequence)
    if (text !== '') this.#stdout.write(text)
  }

  /** Gives the terminal back to the shell and stops this job, as ctrl-z does; returns at once, to be resumed later. */
  readonly suspend = (): void => {
    if (this.#state !== 'open') return
    this.#state = 'away'
    this.#giveBack()
    process.off('SIGTSTP', this.suspend) // so that it stops
    process.kill(0, 'SIGTSTP') // the whole job: npm's processes too, or the shell would keep waiting
    // Where no shell could wake this job again, the system does not let it stop.
    setTimeout(this.#return, STOPPING)
  }

  /** Gives the terminal back for good. */
  readonly close = (): void => {
    if (this.#state === 'closed') return
    if (this.#state === 'open') this.#giveBack()
    this.#state = 'closed'
    this.#stdin.off('data', this.#read)
    this.#stdin.pause()
    this.#stdin.unref()
    process.off('exit', this.close)
    for (const signal of ENDING) process.off(signal, this.#end)
    process.off('SIGTSTP', this.suspend)
    process.off('SIGCONT', this.#continue)
  }

  readonly #read = (piece: string): void => this.keyboard.push(piece)

  #giveBack(): void {
    try {
      this.#stdout.write(this.#modes.restore())
      this.#stdin.setRawMode(false)
    } catch {
      // The terminal is gone, as after SIGHUP: there is nothing to restore.
    }
  }

  readonly #return = (): void => {
    if (this.#state !== 'away') return
    this.#state = 'open'
    process.on('SIGTSTP', this.suspend)
    this.#stdin.setRawMode(true)
    this.#stdout.write(this.#modes.again())
    this.emit('resume')
  }

  /** After SIGSTOP too, which nobody can prepare for: the shell has set the terminal to its own modes meanwhile. */
  readonly #continue = (): void => {
    if (this.#state === 'open') {
      this.#giveBack()
      this.#state = 'away'
      process.off('SIGTSTP', this.suspend)
    }
    this.#return()
  }

  readonly #end = (signal: NodeJS.Signals): void => {
    this.close()
    process.kill(process.pid, signal)
  }
}

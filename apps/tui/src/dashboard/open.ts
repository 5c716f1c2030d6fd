import { render, type SuspendTerminal } from 'ink'
import { createElement } from 'react'
import type { ColourDepth } from '../draw/colour-depth.ts'
import { createGrid } from '../draw/grid.ts'
import type { Plan } from '../plan.ts'
import { createCompositor } from '../screen/compositor.ts'
import { parseAnsi } from '../screen/parse-ansi.ts'
import { Sheet } from '../screen/sheet.ts'
import { startPool, threadsFor } from '../worker/pool.ts'
import { App } from './app.tsx'
import { compose } from './compose.ts'
import { createModel, type Model } from './model.ts'

/** Milliseconds between two redraws: 30 a second. */
const PICTURE = 33
/** Milliseconds between two updates of title and progress while data comes in. */
const CHROME = 400

export interface DashboardOptions {
  readonly first: { plan: Plan; pace: number | undefined } | undefined
  readonly depth: ColourDepth
  /** True: quits by itself when every run has ended. */
  readonly exit: boolean
}

/**
 * Opens the dashboard on this process's terminal and resolves when it is closed. Ink lays out title, legend and help
 * into memory; the panes are drawn over its rows; the difference from the last picture goes to the terminal in one
 * write. Ink owns raw mode, cursor and alternate screen, and restores them on every way out.
 */
export async function openDashboard({ first, depth, exit }: DashboardOptions): Promise<Model> {
  const { stdout } = process
  const compositor = createCompositor(depth)
  /** The panes are out of date. */
  let dirty = true
  /** Title and progress are. */
  let news = true
  let closing = false
  let away = false
  let chromeAt = 0
  let chrome = createGrid(stdout.columns, stdout.rows)
  let suspendTerminal: SuspendTerminal | undefined

  const sheet = new Sheet({
    columns: stdout.columns,
    rows: stdout.rows,
    passThrough: (sequence) => stdout.write(sequence),
    onFrame: (frame) => {
      chrome = parseAnsi(frame, stdout.columns, stdout.rows)
      dirty = true
    },
  })
  const model = createModel(first, {
    openPool: (runs) => startPool(threadsFor(runs)),
    changed(what) {
      news = true
      if (what !== 'progress') dirty = true
      if (what === 'input') setImmediate(paint)
      if (exit && what === 'frames' && model.comparison?.over) close()
    },
    suspend: () => void suspend(),
    quit: () => close(),
  })

  function paint(): void {
    if (closing || away) return
    const now = performance.now()
    if (news && now - chromeAt > CHROME) {
      news = false
      chromeAt = now
      model.refresh()
    }
    if (!dirty) return
    dirty = false
    const { columns, rows } = stdout
    const change = compositor.paint(compose(model, chrome, columns, rows))
    if (change !== '') stdout.write(change)
  }

  const timer = setInterval(paint, PICTURE)
  const resize = (): void => {
    compositor.forget()
    sheet.resize(stdout.columns, stdout.rows)
    dirty = true
  }
  stdout.on('resize', resize)

  const app = render(createElement(App, { model, onTerminal: (suspend) => (suspendTerminal = suspend) }), {
    stdout: sheet as unknown as NodeJS.WriteStream,
    stdin: process.stdin,
    alternateScreen: true,
    interactive: true,
    exitOnCtrlC: false, // q and ctrl-c are one key of the table
    patchConsole: false,
    maxFps: 60,
  })

  function close(): void {
    if (closing) return
    closing = true
    clearInterval(timer)
    app.unmount()
  }

  /** Ctrl-Z: hands the terminal back, stops this job, and redraws everything once it is back in the foreground. */
  async function suspend(): Promise<void> {
    if (!suspendTerminal || closing || away) return
    away = true
    const suspension = await suspendTerminal()
    process.once('SIGCONT', async () => {
      await suspension.resume()
      stdout.write('\x1b[?25l') // the shell showed the cursor
      away = false
      resize() // the window may have another size by now
    })
    process.kill(0, 'SIGTSTP') // the whole job: npm's processes too, or the shell would keep waiting
  }

  await app.waitUntilExit()
  closing = true
  clearInterval(timer)
  stdout.off('resize', resize)
  await model.close()
  return model
}

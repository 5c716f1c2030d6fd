import { render } from 'ink'
import { createElement } from 'react'
import { createGrid } from '../draw/grid.ts'
import type { Plan } from '../plan.ts'
import type { Appearance } from '../screen/appearance.ts'
import { createCompositor } from '../screen/compositor.ts'
import { MOUSE_ON } from '../screen/mouse.ts'
import { parseAnsi } from '../screen/parse-ansi.ts'
import { createPictures } from '../screen/pictures.ts'
import type { Session } from '../screen/session.ts'
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
  /** This process's terminal. */
  readonly session: Session
  readonly appearance: Appearance
  /** True: quits by itself when every run has ended. */
  readonly exit: boolean
}

/**
 * Opens the dashboard on this process's terminal and resolves when it is closed. Ink lays out title, legend and help
 * into memory; the panes are drawn over its rows; the difference from the last picture goes to the terminal in one
 * write. The session owns the modes of the terminal, and restores them on every way out.
 */
export async function openDashboard({ first, session, appearance, exit }: DashboardOptions): Promise<Model> {
  const { stdout } = process
  const compositor = createCompositor(appearance)
  const pictures = createPictures(stdout)
  /** The panes are out of date. */
  let dirty = true
  /** Title and progress are. */
  let news = true
  let closing = false
  let chromeAt = 0
  let chrome = createGrid(stdout.columns, stdout.rows)

  const sheet = new Sheet({
    columns: stdout.columns,
    rows: stdout.rows,
    passThrough: (sequence) => session.send(sequence),
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
    suspend: session.suspend,
    quit: () => close(),
    theme() {
      appearance.theme = appearance.theme === 'dark' ? 'light' : 'dark'
      dirty = true
      setImmediate(paint)
    },
  })

  function paint(): void {
    if (closing || !session.isOpen || !pictures.isFree) return
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
    if (change !== '') pictures.write(change)
  }

  const timer = setInterval(paint, PICTURE)
  /** The terminal shows something else, or has another size by now. */
  function redraw(): void {
    compositor.forget()
    sheet.resize(stdout.columns, stdout.rows)
    dirty = true
  }
  stdout.on('resize', redraw)
  session.on('resume', () => {
    redraw()
    process.kill(process.pid, 'SIGWINCH') // a stopped job is not told of a new size: Node asks for it again
  })
  session.on('mouse', (report) => model.mouse(report))

  const app = render(createElement(App, { model }), {
    stdout: sheet as unknown as NodeJS.WriteStream,
    stdin: session.keyboard as unknown as NodeJS.ReadStream,
    alternateScreen: true,
    interactive: true,
    exitOnCtrlC: false, // q and ctrl-c are one key of the table
    patchConsole: false,
    maxFps: 60,
  })
  for (const mode of MOUSE_ON) session.send(mode)

  function close(): void {
    if (closing) return
    closing = true
    clearInterval(timer)
    app.unmount()
  }

  await app.waitUntilExit()
  closing = true
  clearInterval(timer)
  stdout.off('resize', redraw)
  session.close()
  await model.close()
  return model
}

import { renderToString } from 'ink'
import { createElement } from 'react'
import { Screen } from '../../src/dashboard/app.tsx'
import { compose } from '../../src/dashboard/compose.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { type Grid, toText } from '../../src/draw/grid.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'

/** The whole screen, as the dashboard would show it in a terminal of that size. */
export function screenGrid(model: Model, columns: number, rows: number): Grid {
  const chrome = renderToString(createElement(Screen, { model, columns, rows }), { columns })
  return compose(model, parseAnsi(chrome, columns, rows), columns, rows)
}

/** The same as text. */
export function screenText(model: Model, columns: number, rows: number): string {
  return `${toText(screenGrid(model, columns, rows))}\n`
}

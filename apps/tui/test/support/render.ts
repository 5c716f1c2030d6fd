import { renderToString } from 'ink'
import { createElement } from 'react'
import { Screen } from '../../src/dashboard/app.tsx'
import { compose } from '../../src/dashboard/compose.ts'
import type { Model } from '../../src/dashboard/model.ts'
import { toText } from '../../src/draw/grid.ts'
import { parseAnsi } from '../../src/screen/parse-ansi.ts'

/** The whole screen as text, as the dashboard would show it in a terminal of that size. */
export function screenText(model: Model, columns: number, rows: number): string {
  const chrome = renderToString(createElement(Screen, { model, columns, rows }), { columns })
  return `${toText(compose(model, parseAnsi(chrome, columns, rows), columns, rows))}\n`
}

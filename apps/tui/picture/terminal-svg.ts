import type { Theme } from '../src/draw/theme.ts'
import { CELL_HEIGHT, CELL_WIDTH, glyphShapes } from './glyph-shapes.ts'
import { type Cell, grounds, readCells } from './read-cells.ts'

const PADDING = 18
const FONT_SIZE = 16.2
/** From the top of a cell down to the baseline. */
const BASELINE = 15

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Cells of a row that share their look, so that their elements share a group. */
function runs(row: readonly Cell[]): { from: number; cells: Cell[] }[] {
  const all: { from: number; cells: Cell[] }[] = []
  for (const [column, cell] of row.entries()) {
    const open = all.at(-1)?.cells
    const last = open?.at(-1)
    const isAlike =
      last?.foreground === cell.foreground && last.background === cell.background && last.isBold === cell.isBold
    if (open && isAlike) open.push(cell)
    else all.push({ from: column, cells: [cell] })
  }
  return all
}

function drawRun(cells: readonly Cell[], from: number, y: number, theme: Theme): string {
  const { foreground, background, isBold } = cells[0]!
  const left = PADDING + from * CELL_WIDTH
  const shapes: string[] = []
  const letters: { character: string; x: number }[] = []
  for (const [i, { character }] of cells.entries()) {
    const x = left + i * CELL_WIDTH
    const shape = glyphShapes(character, x, y)
    if (shape) shapes.push(shape)
    else if (character !== ' ') letters.push({ character, x })
  }
  const behind =
    background === grounds[theme].background
      ? ''
      : `<rect x="${left}" y="${y}" width="${cells.length * CELL_WIDTH}" height="${CELL_HEIGHT}" fill="${background}"/>`
  if (shapes.length + letters.length === 0) return behind
  // One x a letter: a renderer's own advance would drift off the grid.
  const text = letters
    .map(({ character, x }) => `<text x="${x}" y="${y + BASELINE}">${escaped(character)}</text>`)
    .join('')
  const weight = isBold ? ' font-weight="bold"' : ''
  return `${behind}<g fill="${foreground}" color="${foreground}"${weight}>${shapes.join('')}${text}</g>`
}

/** A captured screen as an SVG picture: a window with a thin round frame, every glyph in its cell. */
export function terminalSvg(text: string, columns: number, rows: number, theme: Theme = 'dark'): string {
  const width = columns * CELL_WIDTH + 2 * PADDING
  const height = rows * CELL_HEIGHT + 2 * PADDING
  const body = readCells(text, theme)
    .slice(0, rows)
    .map((row, i) =>
      runs(row.slice(0, columns))
        .map(({ from, cells }) => drawRun(cells, from, PADDING + i * CELL_HEIGHT, theme))
        .join(''),
    )
    .join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect x="0.75" y="0.75" width="${width - 1.5}" height="${height - 1.5}" rx="12" fill="${grounds[theme].background}" stroke="#30363d" stroke-width="1.5"/>
<g font-family="DejaVu Sans Mono" font-size="${FONT_SIZE}">
${body}
</g>
</svg>
`
}

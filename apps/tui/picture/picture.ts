/**
 * A captured screen as a picture:
 * `tmux capture-pane -p -e | node picture/picture.ts --columns 120 --rows 40 > screen.png`
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { toPng } from './png.ts'
import { terminalSvg } from './terminal-svg.ts'

const { values } = parseArgs({
  options: {
    columns: { type: 'string', default: '80' },
    rows: { type: 'string', default: '24' },
    scale: { type: 'string', default: '2' },
  },
})

const svg = terminalSvg(readFileSync(0, 'utf8'), Number(values.columns), Number(values.rows))
process.stdout.write(toPng(svg, Number(values.scale)))

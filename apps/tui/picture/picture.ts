/**
 * A captured screen as a picture:
 * `tmux capture-pane -p -e | node picture/picture.ts --columns 120 --rows 40 > screen.png`
 */
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { toPng } from './png.ts'
import { terminalSvg } from './terminal-svg.ts'

const { values } = parseArgs({
  options: {
    columns: { type: 'string', default: '80' },
    rows: { type: 'string', default: '24' },
    scale: { type: 'string', default: '2' },
    theme: { type: 'string', default: 'dark' },
  },
})

const theme = values.theme === 'light' ? 'light' : 'dark'
const svg = terminalSvg(await text(process.stdin), Number(values.columns), Number(values.rows), theme)
process.stdout.write(toPng(svg, Number(values.scale)))

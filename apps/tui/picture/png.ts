import { existsSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'

const FOLDER = '/usr/share/fonts/truetype/dejavu'
const FONTS = [`${FOLDER}/DejaVuSansMono.ttf`, `${FOLDER}/DejaVuSansMono-Bold.ttf`]

/** Draws an SVG picture as PNG, `scale` pixels for each of its units. */
export function toPng(svg: string, scale = 2): Uint8Array {
  // Two files where Debian keeps them; elsewhere the system's fonts are searched.
  const fontFiles = FONTS.filter((file) => existsSync(file))
  const font = { fontFiles, loadSystemFonts: fontFiles.length < FONTS.length, defaultFontFamily: 'DejaVu Sans Mono' }
  return new Resvg(svg, { font, fitTo: { mode: 'zoom', value: scale } }).render().asPng()
}

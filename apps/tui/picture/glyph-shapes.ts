/** A cell in pixels; a dot of braille is square in it. */
export const CELL_WIDTH = 10
export const CELL_HEIGHT = 20

const round = (value: number): number => Math.round(value * 100) / 100

/** Braille: a circle for each set dot, spread evenly over the cell so that dots continue across cells. */
function braille(bits: number, x: number, y: number): string {
  const places = [
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 1],
    [1, 2],
    [0, 3],
    [1, 3],
  ] as const
  return places
    .filter((_, i) => bits & (1 << i))
    .map(([column, row]) => `<circle cx="${x + 2.5 + 5 * column}" cy="${y + 2.5 + 5 * row}" r="1.75"/>`)
    .join('')
}

const rectangle = (x: number, y: number, width: number, height: number, opacity = 1): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`

/** Block elements U+2580–259F: halves, eighths, shades and quadrants. */
function block(code: number, x: number, y: number): string {
  const [w, h] = [CELL_WIDTH, CELL_HEIGHT]
  if (code === 0x80) return rectangle(x, y, w, h / 2)
  if (code <= 0x88) return rectangle(x, y + h - ((code - 0x80) * h) / 8, w, ((code - 0x80) * h) / 8)
  if (code <= 0x8f) return rectangle(x, y, ((0x90 - code) * w) / 8, h)
  if (code === 0x90) return rectangle(x + w / 2, y, w / 2, h)
  if (code <= 0x93) return rectangle(x, y, w, h, (code - 0x90) / 4)
  if (code === 0x94) return rectangle(x, y, w, h / 8)
  if (code === 0x95) return rectangle(x + (7 * w) / 8, y, w / 8, h)
  // Quadrants as bits: upper left 1, upper right 2, lower left 4, lower right 8.
  const quadrants = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][code - 0x96]!
  return [0, 1, 2, 3]
    .filter((i) => quadrants & (1 << i))
    .map((i) => rectangle(x + ((i & 1) * w) / 2, y + ((i >> 1) * h) / 2, w / 2, h / 2))
    .join('')
}

/** The arms of box-drawing characters: left, right, up, down; 0 none, 1 light, 2 heavy. */
const ARMS: ReadonlyMap<string, string> = new Map(
  [
    '─1100 │0011 ┌0101 ┐1001 └0110 ┘1010 ├0111 ┤1011 ┬1101 ┴1110 ┼1111 ╴1000 ╵0010 ╶0100 ╷0001',
    '━2200 ┃0022 ┏0202 ┓2002 ┗0220 ┛2020 ┣0222 ┫2022 ┳2202 ┻2220 ╋2222 ╸2000 ╹0020 ╺0200 ╻0002',
  ].flatMap((row) => row.split(' ').map((entry) => [entry.slice(0, 1), entry.slice(1)] as const)),
)

/** Rounded corners, as the path from one side of the cell to the other. */
const CORNERS: Readonly<Record<string, string>> = {
  '╭': 'm5 20v-5q0 -5 5 -5',
  '╮': 'm0 10q5 0 5 5v5',
  '╰': 'm5 0v5q0 5 5 5',
  '╯': 'm0 10q5 0 5 -5v-5',
}

/** Widths of a light and a heavy line: whole pixels at scale 2, so that lines are crisp and cells join without a seam. */
const STROKES = [0, 1, 2]

/** Each arm reaches from the border over the centre by half its width, which fills the corners. */
function lines(arms: string, x: number, y: number): string {
  const [left, right, up, down] = [...arms].map((weight) => STROKES[Number(weight)]!) as [
    number,
    number,
    number,
    number,
  ]
  const [w, h] = [CELL_WIDTH / 2, CELL_HEIGHT / 2]
  return [
    left && rectangle(x, y + h - left / 2, w + left / 2, left),
    right && rectangle(x + w - right / 2, y + h - right / 2, w + right / 2, right),
    up && rectangle(x + w - up / 2, y, up, h + up / 2),
    down && rectangle(x + w - down / 2, y + h - down / 2, down, h + down / 2),
  ]
    .filter(Boolean)
    .join('')
}

/** The glyph as shapes in the colour at hand, with its cell's corner at (x, y); undefined where it is text. */
export function glyphShapes(character: string, x: number, y: number): string | undefined {
  const code = character.codePointAt(0)!
  if (code >= 0x2800 && code <= 0x28ff) return braille(code - 0x2800, x, y)
  if (code >= 0x2580 && code <= 0x259f) return block(code - 0x2500, x, y)
  const arms = ARMS.get(character)
  if (arms) return lines(arms, x, y)
  const corner = CORNERS[character]
  return corner && `<path d="M${x} ${y}${corner}" fill="none" stroke="currentColor" stroke-width="${STROKES[1]}"/>`
}

/** Where the parts of a heat map lie, in cells of the terminal; a `half` is half a row. */
export interface HeatLayout {
  /** `around`: heading above and scale at the right; `beside`: both at the left, so that the map has all rows. */
  readonly kind: 'around' | 'beside'
  readonly left: number
  readonly top: number
  /** Size of one cell of the map. */
  readonly across: number
  readonly halves: number
  /** Cells of the map that are drawn: all, or a window where there is no room for more. */
  readonly columns: number
  readonly rows: number
  /** Where the labels of the columns stand; undefined where no row is left for them. */
  readonly labelRow: number | undefined
}

interface HeatSize {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
  /** Widths of the labels at the left of the map and of the scale at its right. */
  readonly gutter: number
  readonly scale: number
}

/** The least width of the text at the left of a map without a heading. */
const PANEL = 14
/** How much smaller the cells may be for heading and scale to stay around the map, and for it to keep its labels. */
const FOR_HEADING = 0.75
const FOR_LABELS = 0.5

/** Cells as large as fit: heading and scale go where they leave the map the most room. */
export function heatLayout(size: HeatSize): HeatLayout {
  const around = fit(size, 'around', size.gutter, 1, size.width - size.gutter - size.scale, size.height - 2)
  const panel = beside(size, size.height - 1)
  // The last resort keeps every row: 17 of them need 9 rows of the terminal.
  const whole = beside(size, size.height)
  const labelled = isBetter(panel, around, FOR_HEADING) ? panel : around
  return onWholeRows(isBetter(whole, labelled, FOR_LABELS) ? { ...whole, labelRow: undefined } : labelled)
}

/**
 * Large cells have whole rows: no row of the terminal shows a bit of two of them, and maps in panes that are a row apart
 * mostly have cells of one height. Of three halves none is given up, it would be a third of the map.
 */
function onWholeRows(layout: HeatLayout): HeatLayout {
  const halves = layout.halves - (layout.halves > 3 ? layout.halves % 2 : 0)
  const end = layout.top + Math.ceil((layout.rows * halves) / 2)
  return { ...layout, halves, labelRow: layout.labelRow === undefined ? undefined : end }
}

/** More of the map before larger cells; their shorter side counts: half a row is about as high as a column is wide. */
function isBetter(one: HeatLayout, usual: HeatLayout, part: number): boolean {
  const [shown, shownUsually] = [one.columns * one.rows, usual.columns * usual.rows]
  if (shown !== shownUsually) return shown > shownUsually
  return part * Math.min(one.across, one.halves) >= Math.min(usual.across, usual.halves)
}

function beside(size: HeatSize, height: number): HeatLayout {
  const { gutter, width, columns } = size
  const across = Math.max(1, Math.floor((width - gutter - PANEL) / columns))
  const panel = Math.max(0, Math.min(PANEL, width - gutter), width - gutter - columns * across)
  return fit(size, 'beside', panel + gutter, 0, width - gutter - panel, height)
}

function fit(
  size: HeatSize,
  kind: HeatLayout['kind'],
  left: number,
  top: number,
  width: number,
  height: number,
): HeatLayout {
  const across = Math.max(1, Math.floor(width / size.columns))
  const halves = Math.max(1, Math.floor((2 * height) / size.rows))
  const columns = Math.max(0, Math.min(size.columns, width))
  const rows = Math.max(0, Math.min(size.rows, 2 * height))
  return { kind, left, top, across, halves, columns, rows, labelRow: top + Math.ceil((rows * halves) / 2) }
}

/** How many colours the terminal supports. */
export type ColourDepth = 'truecolor' | '256' | '16' | 'none'

const FORCED: Readonly<Record<string, ColourDepth>> = { '0': 'none', '1': '16', '2': '256', '3': 'truecolor' }

/**
 * The depth to draw with. NO_COLOR (https://no-color.org) comes first, then FORCE_COLOR taken literally, then what the
 * terminal reports.
 */
export function colourDepth(env: Readonly<Record<string, string | undefined>>, isTTY: boolean): ColourDepth {
  if (env.NO_COLOR) return 'none'
  const forced = FORCED[env.FORCE_COLOR ?? '']
  if (forced) return forced
  if (!isTTY || env.TERM === 'dumb') return 'none'
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 'truecolor'
  return /-256color$/.test(env.TERM ?? '') ? '256' : '16'
}

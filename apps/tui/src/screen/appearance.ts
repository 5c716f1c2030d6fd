import { LazyrichError } from '@lazyrich/core/port'
import { type ColourDepth, colourDepth } from '../draw/colour-depth.ts'
import type { Theme } from '../draw/theme.ts'
import { isOtherThanUtf8 } from './locale.ts'

/** How everything is drawn in this terminal; it may change at any time. */
export interface Appearance {
  readonly depth: ColourDepth
  theme: Theme
  /** Only characters that every terminal has. */
  readonly ascii: boolean
}

/** What the command line says about it; what it leaves open is found out. */
export interface AppearanceOptions {
  readonly theme?: string | undefined
  readonly ascii?: boolean | undefined
}

/** What `--theme` says; undefined for auto: the terminal is asked. */
export function parseTheme(text: string | undefined): Theme | undefined {
  if (text === undefined || text === 'auto') return undefined
  if (text === 'light' || text === 'dark') return text
  throw new LazyrichError(`--theme ${text}: light, dark or auto is accepted`)
}

/** How to draw, as far as it is known before the terminal has said anything. */
export function appearanceFor(
  env: { readonly [name: string]: string | undefined },
  theme: Theme,
  ascii: boolean | undefined,
): Appearance {
  return { depth: colourDepth(env, true), theme, ascii: ascii ?? isOtherThanUtf8(env) }
}

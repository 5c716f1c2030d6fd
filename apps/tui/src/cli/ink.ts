import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Node's `styleText` respects NO_COLOR, FORCE_COLOR and whether standard output is a terminal. */
const paint = (format: Format, text: string): string =>
  styleText(format, text, { stream: process.stdout, validateStream: true })

export const bold = (text: string): string => paint('bold', text)
export const muted = (text: string): string => paint('dim', text)

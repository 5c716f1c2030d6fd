import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/** Switches off what Chromium does on its own account. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A Chromium without a window. Throws where there is none, and says how to get one. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(process.env.PATH ?? ''), args: quiet })
}

/** Debian's Chromium, or one on the given path. */
export function findChromium(path: string, first = '/usr/bin/chromium'): string {
  const places = path.split(delimiter)
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const found = [first, ...names.flatMap((name) => places.map((place) => join(place, name)))].find(runs)
  if (found) return found
  throw new Error(
    `These tests operate the built site in Chromium, but none was found: install it (Debian, Ubuntu: apt-get install chromium), or put one of ${names.join(', ')} on the PATH.`,
  )
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

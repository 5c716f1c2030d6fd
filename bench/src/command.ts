import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = join(dirname(createRequire(import.meta.url).resolve('lazyrich/package.json')), 'dist')

/** The built command, as a user starts it. */
export const lazyrich: string = join(folder, 'main.js')

/** A built module of the command, by its path. */
export const builtModule = (path: string): string => pathToFileURL(join(folder, path)).href

import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The built command, as a user starts it. */
export const lazyrich: string = join(
  dirname(createRequire(import.meta.url).resolve('lazyrich/package.json')),
  'dist',
  'main.js',
)

import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const { PATH = '', ...rest } = process.env

/**
 * The environment in which npm runs on the Node that it came with, and reads that one's settings: without the folders
 * of PATH that have a Node and no npm beside it, as the project's own, and without the settings of who runs the tests.
 */
export const withNpm: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(rest).filter(([name]) => !/^p?npm_/i.test(name))),
  PATH: PATH.split(delimiter)
    .filter((folder) => !existsSync(join(folder, 'node')) || existsSync(join(folder, 'npm')))
    .join(delimiter),
}

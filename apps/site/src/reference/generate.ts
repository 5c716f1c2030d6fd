import { mkdirSync, writeFileSync } from 'node:fs'
import type { StarlightPlugin } from '@astrojs/starlight/types'
import { commandLinePage } from './command-line.ts'
import { experimentsPage } from './experiments.ts'
import { lazyrich } from './lazyrich.ts'

const pages = new URL('../content/docs/reference/', import.meta.url)

/** Writes the pages that the built command knows by itself; `git` ignores their folder. */
export function commandReference(): StarlightPlugin {
  return {
    name: 'command-reference',
    hooks: {
      'config:setup': ({ command }) => {
        if (command === 'preview') return
        mkdirSync(pages, { recursive: true })
        writeFileSync(new URL('command-line.md', pages), commandLinePage(lazyrich))
        writeFileSync(new URL('experiments.md', pages), experimentsPage(lazyrich('list', '--json')))
      },
    },
  }
}

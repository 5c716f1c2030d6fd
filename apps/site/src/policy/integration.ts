import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { withPolicy } from './policy.ts'

/**
 * Gives every built page its Content-Security-Policy. Astro's own `security.csp` misses the scripts that Starlight
 * writes into the page by itself, so the pages are read as they will be served.
 */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const pages = globSync('**/*.html', { cwd: dir }).map((page) => fileURLToPath(new URL(page, dir)))
        for (const page of pages) writeFileSync(page, withPolicy(readFileSync(page, 'utf8')))
      },
    },
  }
}

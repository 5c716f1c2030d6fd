import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'
import { processor } from './src/formulas.ts'
import { contentSecurityPolicy } from './src/policy/integration.ts'
import { apiReference, apiSidebar } from './src/reference/api.ts'
import { commandReference } from './src/reference/generate.ts'

/** The wasm backend belongs to @lazyrich/tf; the site serves its binaries, and finds them through it. */
const wasmBackend = dirname(
  createRequire(createRequire(import.meta.url).resolve('@lazyrich/tf/package.json')).resolve(
    '@tensorflow/tfjs-backend-wasm/package.json',
  ),
)

export default defineConfig({
  // Where the site is served below its host, such as /lazyrich/ on a page of a project.
  base: process.env.SITE_BASE ?? '/',
  integrations: [
    starlight({
      title: 'lazyrich',
      description:
        'A laboratory for lazy and rich learning: exact solutions and live training of networks that start unbalanced.',
      favicon: '/favicon.svg',
      customCss: ['./src/styles/site.css'],
      // Long lines wrap: a block that scrolls would be a landmark without a name of its own.
      expressiveCode: { defaultProps: { wrap: true } },
      components: { Head: './src/components/Head.astro', Search: './src/components/Search.astro' },
      plugins: [commandReference(), apiReference()],
      sidebar: [
        { label: 'What lazyrich is', slug: 'index' },
        {
          label: 'See it',
          items: [
            { label: 'The idea in one neuron', slug: 'one-neuron' },
            { label: 'Neurons race', slug: 'neuron-race' },
            { label: 'The phase diagram', slug: 'phase-diagram' },
            { label: 'A network finds a hierarchy', slug: 'hierarchy' },
          ],
        },
        {
          label: 'Use it',
          items: [
            { label: 'The dashboard', slug: 'dashboard' },
            { label: 'Networks of your own', slug: 'networks' },
            { label: 'Train without a GPU', slug: 'without-a-gpu' },
          ],
        },
        {
          label: 'Reference',
          items: [
            { label: 'Command line', slug: 'reference/command-line' },
            { label: 'Experiments', slug: 'reference/experiments' },
            { label: 'API of @lazyrich/core', items: apiSidebar },
          ],
        },
      ],
    }),
    contentSecurityPolicy(),
  ],
  markdown: { processor },
  prefetch: false,
  // Small assets in data URLs, a font among them, would be blocked by the policy.
  vite: {
    build: { assetsInlineLimit: 0 },
    // A worker that loads more when it is needed has to be a module.
    worker: { format: 'es' },
    resolve: { alias: { '@tensorflow/tfjs-backend-wasm/dist': `${wasmBackend}/dist` } },
  },
})

import starlight from '@astrojs/starlight'
import { defineConfig } from 'astro/config'

export default defineConfig({
  integrations: [
    starlight({
      title: 'lazyrich',
      description:
        'A laboratory for lazy and rich learning: exact solutions and live training of networks that start unbalanced.',
      favicon: '/favicon.svg',
      customCss: ['./src/styles/site.css'],
      sidebar: [
        { label: 'What lazyrich is', slug: 'index' },
        { label: 'The idea in one neuron', slug: 'one-neuron' },
      ],
    }),
  ],
  prefetch: false,
  vite: { build: { assetsInlineLimit: 0 } },
})

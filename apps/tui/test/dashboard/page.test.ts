import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { bindings } from '../../src/dashboard/keys.ts'

test('the site’s page on the dashboard lists every key of a comparison, with what it does', () => {
  const page = readFileSync(new URL('../../../site/src/content/docs/dashboard.mdx', import.meta.url), 'utf8')
  const rows = page.split('\n').filter((line) => line.startsWith('| '))
  const listed = rows.map((line) => line.slice(2, -2).replaceAll('\\', ''))
  const offered = bindings.filter(({ places, keys }) => places.includes('live') && !keys.includes('ctrl+c'))
  expect(listed).toEqual(expect.arrayContaining(offered.map(({ shown, help }) => `${shown} | ${help}`)))
  const others = listed.filter((line) => !offered.some(({ shown, help }) => line === `${shown} | ${help}`))
  expect(new Set(others)).toEqual(new Set(['key | does', '--- | ---']))
})

import { expect, test } from 'vitest'
import { characterSet } from '../../src/cli/doctor.ts'

test.each([
  ['LANG alone', { LANG: 'en_GB.UTF-8' }, true],
  ['LANG spelt as some systems do', { LANG: 'C.utf8' }, true],
  ['LANG, an empty LC_ALL beside it', { LC_ALL: '', LANG: 'C.UTF-8' }, true],
  ['LC_CTYPE before LANG', { LC_CTYPE: 'C', LANG: 'C.UTF-8' }, false],
  ['LC_ALL before all others', { LC_ALL: 'C.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, true],
  ['nothing', {}, false],
])('lazyrich doctor finds out the character set by %s', (_by, env, ok) => {
  expect(characterSet(env).ok).toBe(ok)
})

import { expect, test } from 'vitest'
import { themeOf, themeOfEnvironment } from '../../src/screen/background.ts'

test.each([
  ['\x1b]11;rgb:ffff/ffff/ffff\x1b\\', 'light'],
  ['\x1b]11;rgb:fd/f6/e3\x07', 'light'],
  ['\x1b]11;rgb:0/0/0\x07', 'dark'],
  ['\x1b]11;rgba:1c1c/1c1c/1c1c/ffff\x07', 'dark'],
  ['\x1b]11;#eeeeee\x07', 'light'],
  ['\x1b]11;?\x07', undefined],
  ['\x1b]10;rgb:ffff/ffff/ffff\x07', undefined],
  ['\x1b[?62c', undefined],
])('%j says %s', (reply, theme) => {
  expect(themeOf(reply)).toBe(theme)
})

test.each([
  ['15;0', 'dark'],
  ['0;15', 'light'],
  ['0;default;15', 'light'],
  ['0;7', 'light'],
  ['7;8', 'dark'],
  [undefined, 'dark'],
])('COLORFGBG=%s says %s', (COLORFGBG, theme) => {
  expect(themeOfEnvironment({ COLORFGBG })).toBe(theme)
})

import { expect, test } from 'vitest'
import { createModes } from '../../src/screen/modes.ts'

test('what was switched is switched back once, the last first, and can be had again', () => {
  const modes = createModes()
  for (const mode of ['\x1b[?1049h', '\x1b[?25l', '\x1b[?1000h']) expect(modes.change(mode)).toBe(mode)
  expect(modes.change('\x1b[?1049h')).toBe('')
  expect(modes.restore()).toBe('\x1b[?1000l\x1b[?25h\x1b[?1049l')
  expect(modes.restore()).toBe('')
  expect(modes.again()).toBe('\x1b[?1049h\x1b[?25l\x1b[?1000h')
  expect(modes.change('\x1b[?25h')).toBe('\x1b[?25h')
  expect(modes.restore()).toBe('\x1b[?1000l\x1b[?1049l')
})

test('while the shell has the terminal, changes are only noted', () => {
  const modes = createModes()
  modes.change('\x1b[?1049h')
  modes.restore()
  expect(modes.change('\x1b[?1049l')).toBe('')
  expect(modes.change('\x1b[?25l')).toBe('')
  expect(modes.change('\x1b[c')).toBe('')
  expect(modes.again()).toBe('\x1b[?25l')
})

import { textGrid } from './text-grid.ts'
import type { Pane } from './views/view.ts'

/** What training costs this machine: threads, processor, memory, speed, and the time that is left. */
export const systemPane: Pane = {
  id: 'system',
  title: 'system',
  about: () => 'what training costs: threads, processor and memory of this process, steps a second, time left',
  draw: ({ system }, { width, height }) => ({ grid: textGrid('system', system(), width, height) }),
}

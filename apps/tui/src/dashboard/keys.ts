import type { Comparison } from './comparison.ts'

/** The screens that have keys; `filter` while one is typed, `help` while it is read. */
export type Place = 'home' | 'live' | 'help' | 'filter'

/** Everything that a key can do. */
export interface Actions {
  togglePause(): void
  step(): void
  faster(): void
  slower(): void
  fullSpeed(): void
  restart(): void
  nextSeed(): void
  previousSeed(): void
  nextExperiment(): void
  home(): void

  nextPane(): void
  previousPane(): void
  enlarge(): void
  back(): void
  nextPage(): void
  previousPage(): void
  filter(): void
  hidePane(): void
  showPanes(): void
  earlierPane(): void
  laterPane(): void

  nextRun(): void
  previousRun(): void
  list(): void
  soloRun(): void
  hideRun(): void
  pinRun(): void
  showRuns(): void

  left(): void
  right(): void
  farLeft(): void
  farRight(): void
  firstMoment(): void
  follow(): void

  xScale(): void
  yScale(): void
  smooth(): void
  zoomIn(): void
  zoomOut(): void
  panLeft(): void
  panRight(): void
  wholeAxis(): void
  theme(): void

  up(): void
  down(): void
  pageUp(): void
  pageDown(): void
  top(): void
  bottom(): void
  open(): void

  keepFilter(): void
  dropFilter(): void
  erase(): void

  help(): void
  suspend(): void
  quit(): void
}

/** One key, or several that do the same: the help screen and the dispatch are both made from this. */
export interface Binding {
  /** As `keyName` names them. */
  readonly keys: readonly string[]
  /** As the help screen shows them. */
  readonly shown: string
  readonly action: keyof Actions
  readonly help: string
  /** Two words at most, for the bottom line; left out where it would crowd it. */
  readonly hint?: string
  readonly places: readonly Place[]
  /** What it belongs to on the help screen. */
  readonly group: Group
  /** False where it would mean nothing: it is neither offered nor obeyed. */
  readonly when?: (comparison: Comparison) => boolean
}

export type Group = 'Training' | 'Moment' | 'Panes' | 'Runs' | 'Axes' | 'Everywhere'

const isSeeded = ({ plan }: Comparison): boolean => !plan.experiment.seedless
const isGoing = ({ over }: Comparison): boolean => !over
const isSeveral = ({ runs }: Comparison): boolean => runs.length > 1
const live: readonly Place[] = ['live']

const training: readonly Omit<Binding, 'group'>[] = [
  {
    keys: ['space', 'p'],
    shown: 'space p',
    action: 'togglePause',
    help: 'pause or resume',
    hint: 'pause',
    places: live,
    when: isGoing,
  },
  {
    keys: ['s'],
    shown: 's',
    action: 'step',
    help: 'advance one frame, then pause',
    hint: 'step',
    places: live,
    when: isGoing,
  },
  { keys: ['+', '='], shown: '+', action: 'faster', help: 'faster', hint: 'speed', places: live, when: isGoing },
  { keys: ['-'], shown: '-', action: 'slower', help: 'slower', places: live, when: isGoing },
  {
    keys: ['f'],
    shown: 'f',
    action: 'fullSpeed',
    help: 'full speed: train as fast as possible',
    places: live,
    when: isGoing,
  },
  { keys: ['r'], shown: 'r', action: 'restart', help: 'start again', hint: 'again', places: live },
  {
    ...{ keys: ['n'], shown: 'n', action: 'nextSeed', places: live, when: isSeeded },
    help: 'next seed: new teacher, data and initialization',
  },
  { keys: ['b'], shown: 'b', action: 'previousSeed', help: 'previous seed', places: live, when: isSeeded },
  { keys: ['e'], shown: 'e', action: 'nextExperiment', help: 'next experiment', places: live },
  { keys: ['h'], shown: 'h', action: 'home', help: 'all experiments', places: live },
]

const moment: readonly Omit<Binding, 'group'>[] = [
  {
    ...{ keys: ['left'], shown: '←', action: 'left', places: live, hint: 'read' },
    help: 'cursor one frame back: all panes show that moment (on a map: the cell beside)',
  },
  { keys: ['right'], shown: '→', action: 'right', help: 'cursor one frame on', places: live },
  { keys: ['shift+left', '('], shown: 'shift-← (', action: 'farLeft', help: 'ten frames back', places: live },
  { keys: ['shift+right', ')'], shown: 'shift-→ )', action: 'farRight', help: 'ten frames on', places: live },
  { keys: ['home', 'g'], shown: 'home g', action: 'firstMoment', help: 'the first frame', places: live },
  { keys: ['end', 'G'], shown: 'end G', action: 'follow', help: 'follow the latest frame again', places: live },
]

const panes: readonly Omit<Binding, 'group'>[] = [
  { keys: ['tab'], shown: 'tab', action: 'nextPane', help: 'focus the next pane', hint: 'pane', places: live },
  { keys: ['shift+tab'], shown: 'shift-tab', action: 'previousPane', help: 'focus the previous pane', places: live },
  { keys: ['return'], shown: 'enter', action: 'enlarge', help: 'the focused pane alone, and back', places: live },
  {
    keys: ['escape'],
    shown: 'esc',
    action: 'back',
    help: 'one step back: pane, list, filter, zoom, cursor',
    places: live,
  },
  { keys: ['pagedown', ']'], shown: 'pgdn ]', action: 'nextPage', help: 'more panes', hint: 'more', places: live },
  { keys: ['pageup', '['], shown: 'pgup [', action: 'previousPage', help: 'the panes before', places: live },
  {
    keys: ['/'],
    shown: '/',
    action: 'filter',
    help: 'show only panes whose name contains …',
    hint: 'filter',
    places: live,
  },
  { keys: ['w'], shown: 'w', action: 'hidePane', help: 'hide the focused pane', places: live },
  { keys: ['W'], shown: 'W', action: 'showPanes', help: 'show all panes, in their first order', places: live },
  { keys: ['<'], shown: '<', action: 'earlierPane', help: 'move the focused pane forward', places: live },
  { keys: ['>'], shown: '>', action: 'laterPane', help: 'move the focused pane back', places: live },
]

const runs: readonly Omit<Binding, 'group'>[] = [
  {
    keys: ['down', 'j'],
    shown: '↓ j',
    action: 'nextRun',
    help: 'select the next run',
    hint: 'run',
    places: live,
    when: isSeveral,
  },
  {
    keys: ['up', 'k'],
    shown: '↑ k',
    action: 'previousRun',
    help: 'select the previous run',
    places: live,
    when: isSeveral,
  },
  { keys: ['l'], shown: 'l', action: 'list', help: 'list of all runs', hint: 'list', places: live, when: isSeveral },
  {
    keys: ['o'],
    shown: 'o',
    action: 'soloRun',
    help: 'only the selected run, and those of before',
    places: live,
    when: isSeveral,
  },
  {
    keys: ['v'],
    shown: 'v',
    action: 'hideRun',
    help: 'hide the selected run, or show it again',
    places: live,
    when: isSeveral,
  },
  {
    keys: ['t'],
    shown: 't',
    action: 'pinRun',
    help: 'pin it: first in the list and in headings',
    places: live,
    when: isSeveral,
  },
  { keys: ['V'], shown: 'V', action: 'showRuns', help: 'show all runs', places: live, when: isSeveral },
]

const axes: readonly Omit<Binding, 'group'>[] = [
  { keys: ['x'], shown: 'x', action: 'xScale', help: 'x axes: linear or log', places: live },
  { keys: ['y'], shown: 'y', action: 'yScale', help: 'y axis of the focused pane: linear or log', places: live },
  { keys: ['m'], shown: 'm', action: 'smooth', help: 'smoothing: none, light, strong', places: live },
  { keys: ['z'], shown: 'z', action: 'zoomIn', help: 'zoom in on the cursor, or the end (mouse: wheel)', places: live },
  { keys: ['Z'], shown: 'Z', action: 'zoomOut', help: 'zoom out', places: live },
  { keys: [','], shown: ',', action: 'panLeft', help: 'pan left (mouse: shift and wheel)', places: live },
  { keys: ['.'], shown: '.', action: 'panRight', help: 'pan right', places: live },
  { keys: ['0'], shown: '0', action: 'wholeAxis', help: 'the whole axis', places: live },
]

const everywhere: readonly Omit<Binding, 'group'>[] = [
  { keys: ['up', 'k', 'shift+tab'], shown: '↑ k', action: 'up', help: 'up', hint: 'up', places: ['home', 'help'] },
  { keys: ['down', 'j', 'tab'], shown: '↓ j', action: 'down', help: 'down', hint: 'down', places: ['home', 'help'] },
  { keys: ['pageup'], shown: 'pgup', action: 'pageUp', help: 'a screen up', places: ['help'] },
  { keys: ['home', 'g'], shown: 'home g', action: 'top', help: 'to the first line', places: ['help'] },
  { keys: ['end', 'G'], shown: 'end G', action: 'bottom', help: 'to the last line', places: ['help'] },
  {
    keys: ['pagedown', 'space'],
    shown: 'pgdn',
    action: 'pageDown',
    help: 'a screen down',
    hint: 'more',
    places: ['help'],
  },
  {
    keys: ['return'],
    shown: 'enter',
    action: 'open',
    help: 'train the selected preset',
    hint: 'train',
    places: ['home'],
  },
  { keys: ['return'], shown: 'enter', action: 'keepFilter', help: 'keep the filter', hint: 'keep', places: ['filter'] },
  { keys: ['escape'], shown: 'esc', action: 'dropFilter', help: 'drop the filter', hint: 'drop', places: ['filter'] },
  { keys: ['backspace'], shown: 'backspace', action: 'erase', help: 'erase the last letter', places: ['filter'] },
  { keys: ['T'], shown: 'T', action: 'theme', help: 'light or dark colours', places: ['live', 'home'] },
  { keys: ['?'], shown: '?', action: 'help', help: 'show or hide this help', hint: 'help', places: ['live', 'home'] },
  {
    keys: ['?', 'escape', 'return'],
    shown: '? esc',
    action: 'help',
    help: 'hide this help',
    hint: 'back',
    places: ['help'],
  },
  {
    keys: ['ctrl+z'],
    shown: 'ctrl-z',
    action: 'suspend',
    help: 'suspend to the shell; fg returns',
    places: ['live', 'home', 'help', 'filter'],
  },
  {
    keys: ['q'],
    shown: 'q',
    action: 'quit',
    help: 'quit (ctrl-c does too)',
    hint: 'quit',
    places: ['live', 'home', 'help'],
  },
  { keys: ['ctrl+c'], shown: 'ctrl-c', action: 'quit', help: 'quit', places: ['live', 'home', 'help', 'filter'] },
]

const grouped = (group: Group, bindings: readonly Omit<Binding, 'group'>[]): readonly Binding[] =>
  bindings.map((binding) => ({ ...binding, group }))

export const bindings: readonly Binding[] = [
  ...grouped('Training', training),
  ...grouped('Moment', moment),
  ...grouped('Panes', panes),
  ...grouped('Runs', runs),
  ...grouped('Axes', axes),
  ...grouped('Everywhere', everywhere),
]

/** The bindings that mean something on a screen. */
export function bindingsIn(place: Place, comparison?: Comparison): readonly Binding[] {
  return bindings.filter(({ places, when }) => places.includes(place) && (!when || !comparison || when(comparison)))
}

/** Performs what a key does on a screen; false if it does nothing there. */
export function press(name: string, place: Place, actions: Actions, comparison?: Comparison): boolean {
  const binding = bindingsIn(place, comparison).find(({ keys }) => keys.includes(name))
  if (!binding) return false
  actions[binding.action]()
  return true
}

import type { Key } from 'ink'

/** The screens that have keys. */
export type Place = 'home' | 'live'

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
  nextRun(): void
  previousRun(): void
  nextExperiment(): void
  home(): void
  up(): void
  down(): void
  open(): void
  help(): void
  suspend(): void
  quit(): void
}

/** One key, or several that do the same: the help screen and the dispatch are both made from this. */
export interface Binding {
  /** As {@link keyName} names them. */
  readonly keys: readonly string[]
  /** As the help screen shows them. */
  readonly shown: string
  readonly action: keyof Actions
  readonly help: string
  /** Two words at most, for the bottom line; left out where it would crowd it. */
  readonly hint?: string
  readonly places: readonly Place[]
}

const both: readonly Place[] = ['home', 'live']

export const bindings: readonly Binding[] = [
  {
    keys: ['space', 'p'],
    shown: 'space p',
    action: 'togglePause',
    help: 'pause or resume',
    hint: 'pause',
    places: ['live'],
  },
  {
    keys: ['s', 'right'],
    shown: 's →',
    action: 'step',
    help: 'advance one frame, then pause',
    hint: 'step',
    places: ['live'],
  },
  { keys: ['+', '='], shown: '+', action: 'faster', help: 'faster', hint: 'speed', places: ['live'] },
  { keys: ['-'], shown: '-', action: 'slower', help: 'slower', places: ['live'] },
  { keys: ['f'], shown: 'f', action: 'fullSpeed', help: 'full speed: train as fast as possible', places: ['live'] },
  { keys: ['r'], shown: 'r', action: 'restart', help: 'start again', hint: 'again', places: ['live'] },
  {
    keys: ['n'],
    shown: 'n',
    action: 'nextSeed',
    help: 'next seed: new teacher, data and initialization',
    hint: 'seed',
    places: ['live'],
  },
  { keys: ['b'], shown: 'b', action: 'previousSeed', help: 'previous seed', places: ['live'] },
  {
    keys: ['tab', 'down'],
    shown: 'tab ↓',
    action: 'nextRun',
    help: 'select the next run',
    hint: 'run',
    places: ['live'],
  },
  {
    keys: ['shift+tab', 'up'],
    shown: 'shift-tab ↑',
    action: 'previousRun',
    help: 'select the previous run',
    places: ['live'],
  },
  { keys: ['x'], shown: 'x', action: 'nextExperiment', help: 'next experiment', hint: 'switch', places: ['live'] },
  { keys: ['h', 'escape'], shown: 'h esc', action: 'home', help: 'all experiments', places: ['live'] },
  { keys: ['up', 'k'], shown: '↑ k', action: 'up', help: 'up', hint: 'up', places: ['home'] },
  { keys: ['down', 'j', 'tab'], shown: '↓ j', action: 'down', help: 'down', hint: 'down', places: ['home'] },
  {
    keys: ['return'],
    shown: 'enter',
    action: 'open',
    help: 'train the selected preset',
    hint: 'train',
    places: ['home'],
  },
  { keys: ['?'], shown: '?', action: 'help', help: 'show or hide this help', hint: 'help', places: both },
  { keys: ['ctrl+z'], shown: 'ctrl-z', action: 'suspend', help: 'suspend to the shell; fg returns', places: both },
  { keys: ['q', 'ctrl+c'], shown: 'q ctrl-c', action: 'quit', help: 'quit', hint: 'quit', places: both },
]

/** The bindings of one screen. */
export function bindingsIn(place: Place): readonly Binding[] {
  return bindings.filter(({ places }) => places.includes(place))
}

/** One name for what Ink reports in two arguments: `space`, `tab`, `shift+tab`, `ctrl+z`, `s`. */
export function keyName(input: string, key: Partial<Key>): string {
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.return) return 'return'
  if (key.escape) return 'escape'
  if (key.tab) return key.shift ? 'shift+tab' : 'tab'
  if (key.ctrl) return `ctrl+${input}`
  return input === ' ' ? 'space' : input
}

/** The keys of one report: on a slow line, or with a key held down, several characters arrive at once. */
export function keyNames(input: string, key: Partial<Key>): string[] {
  const name = keyName(input, key)
  return name === input && input.length > 1 ? Array.from(input, (character) => keyName(character, {})) : [name]
}

/** Performs what a key does on a screen; false if it does nothing there. */
export function press(name: string, place: Place, actions: Actions): boolean {
  const binding = bindingsIn(place).find(({ keys }) => keys.includes(name))
  if (!binding) return false
  actions[binding.action]()
  return true
}

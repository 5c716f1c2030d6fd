/** What every parameter carries. */
interface Described {
  /** Its symbol in formulas and labels, such as `δ`; its name if left out. */
  readonly symbol?: string
  /** What it is, in one line, for a person who meets it for the first time. */
  readonly meaning: string
  /** Its unit, '' where it has none. */
  readonly unit: string
  /** True where it may change in the middle of a run: a snapshot can be resumed with another value. */
  readonly changeable: boolean
}

/** What values below, at and above some value are called: downstream, balanced and upstream for δ around 0. */
export interface Sides {
  readonly value: number
  readonly below: string
  readonly at: string
  readonly above: string
}

/** One number in [min, max]; whole if `integer`. */
export interface NumberParameter extends Described {
  readonly kind: 'number'
  /** Words that labels put before the number; a number without a symbol is called by its word alone. */
  readonly sides?: Sides
  readonly default: number
  readonly min: number
  readonly max: number
  readonly integer: boolean
}

/** A list of numbers of a fixed length, each in [min, max]. */
export interface VectorParameter extends Described {
  readonly kind: 'vector'
  readonly default: readonly number[]
  readonly length: number
  readonly min: number
  readonly max: number
}

/** One of a few names. */
export interface ChoiceParameter<Name extends string = string> extends Described {
  readonly kind: 'choice'
  readonly default: Name
  readonly choices: readonly Name[]
}

/** Which frames a run yields; see {@link parseRecord} for the grammar. */
export interface RecordParameter extends Described {
  readonly kind: 'record'
  readonly default: string
}

export type Parameter = NumberParameter | VectorParameter | ChoiceParameter | RecordParameter
export type ParameterValue = number | readonly number[] | string

/** The parameters of an experiment by name, in the order in which they are shown. */
export type ParameterSchema = { readonly [name: string]: Parameter }

/** The values that fit a schema. */
export type ParametersOf<S extends ParameterSchema> = { readonly [K in keyof S]: S[K]['default'] }

/** Values by name, where the schema is only known at run time. */
export type Parameters = { readonly [name: string]: ParameterValue }

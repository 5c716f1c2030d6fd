import { requireOneOf } from '../door/number.ts'
import type { NumberParameter, Parameter, ParameterSchema, Parameters, ParameterValue } from './parameter.ts'
import { parameterOf } from './parameter.ts'
import { requireSchema } from './require-parameter.ts'
import { allSettingsIn, settingsIn } from './settings.ts'

const BRIEF = ['brief', 'tight'] as const
const FORMS = [...BRIEF, 'full'] as const

/**
 * How a label is written: `brief` as a person reads it, numbers to three digits; `full` with every digit; `tight` like
 * brief, but without equals signs, commas and most spaces: `τ0.1 δ−1`.
 */
export type LabelForm = 'brief' | 'full' | 'tight'

/**
 * Settings as a label, in the symbols of their parameters and with the words of their sides: `τ = 0.1, δ = −1`,
 * `upstream δ = 1`, `β₀ = (−10⁻⁴, 0)`, `P = 4,403`.
 *
 * @example
 * labelOf({ alpha: number('relative scale', 1, { symbol: 'α' }) }, { alpha: 0.1 }) // 'α = 0.1'
 *
 * @throws LazyrichError for a setting that the schema does not know, or one of another kind than its parameter.
 */
export function labelOf(schema: ParameterSchema, settings: Parameters, form: LabelForm = 'brief'): string {
  requireSchema(schema)
  requireOneOf('form', form, FORMS)
  return written(schema, settingsIn('settings', schema, settings), form)
}

/** The same of settings that are known to be some. */
function written(schema: ParameterSchema, settings: Parameters, form: LabelForm): string {
  let label = ''
  for (const [name, value] of Object.entries(settings)) {
    const parameter = parameterOf(schema, name)
    const word = parameter.kind === 'number' && parameter.sides ? wordOf(parameter.sides, value as number) : ''
    const isAlone = word !== '' && parameter.symbol === undefined && form !== 'full'
    const setting = isAlone ? word : writtenOf(parameter, name, word, value, form)
    // A word alone belongs to what stands before it: `δ = −2 +`.
    label += label === '' || isAlone || form === 'tight' ? ` ${setting}` : `, ${setting}`
  }
  return label.trimStart() || 'default settings'
}

/**
 * A label for every run of a comparison: brief, or with every digit where brief ones would coincide.
 *
 * @example
 * labelsOf({ rate: number('rate', 1) }, [{ rate: 0.1 }, { rate: 1 }]) // ['rate = 0.1', 'rate = 1']
 *
 * @param settings what sets each run apart, as {@link settingsApart} gives it.
 * @throws LazyrichError as {@link labelOf} does.
 */
export function labelsOf(
  schema: ParameterSchema,
  settings: readonly Parameters[],
  form: Exclude<LabelForm, 'full'> = 'brief',
): string[] {
  requireSchema(schema)
  requireOneOf('form', form, BRIEF)
  return labelled(schema, allSettingsIn('settings', schema, settings), form)
}

/** The same of settings that are known to be some. */
export function labelled(
  schema: ParameterSchema,
  settings: readonly Parameters[],
  form: LabelForm = 'brief',
): string[] {
  const labels = settings.map((each) => written(schema, each, form))
  return new Set(labels).size === labels.length ? labels : settings.map((each) => written(schema, each, 'full'))
}

function wordOf({ value: middle, below, at, above }: NonNullable<NumberParameter['sides']>, value: number): string {
  if (value === middle) return at
  return value > middle ? above : below
}

function writtenOf(parameter: Parameter, name: string, word: string, value: ParameterValue, form: LabelForm): string {
  const { symbol } = parameter
  if (form === 'tight') return `${symbol ?? `${name} `}${valueText(value, form)}`
  return `${word === '' ? '' : `${word} `}${symbol ?? name} = ${valueText(value, form)}`
}

function valueText(value: ParameterValue, form: LabelForm): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value, form)
  return `(${Array.from(value, (entry) => numberText(entry, form)).join(form === 'tight' ? ',' : ', ')})`
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number as people read it: −0.25, 4,403, 10⁻³, 2.5·10⁷. Whole ones below a million keep all digits. */
function numberText(value: number, form: LabelForm): string {
  if (value === 0) return '0'
  const sign = value < 0 ? '−' : ''
  const size = Math.abs(value)
  const [mantissa, exponent] = (form === 'full' ? size.toExponential() : size.toExponential(2)).split('e')
  if (size < 1e6 && Number.isInteger(size)) return `${sign}${grouped(String(size))}`
  if (size >= 1e-2 && size < 1e6) {
    const plain = form === 'full' ? size : Number(size.toPrecision(Math.max(3, 1 + Number(exponent))))
    return `${sign}${grouped(String(plain))}`
  }
  const power = `10${Number(exponent) < 0 ? '⁻' : ''}${raised(Math.abs(Number(exponent)))}`
  return `${sign}${Number(mantissa) === 1 ? '' : `${Number(mantissa)}·`}${power}`
}

/** 4,403 for 4403; decimals stay as they are. */
function grouped(digits: string): string {
  const [whole, ...decimals] = digits.split('.')
  return [whole!.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...decimals].join('.')
}

function raised(exponent: number): string {
  return [...String(exponent)].map((digit) => SUPERSCRIPTS[Number(digit)]).join('')
}

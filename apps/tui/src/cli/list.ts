import { accepts, type Experiment, requireExperiment } from '@lazyrich/core/port'
import { wrap } from '../draw/wrap.ts'
import { registry } from '../registry.ts'
import { bold, muted } from './ink.ts'

/** `lazyrich list`: every experiment; with an id, all about one. */
export function list(id: string | undefined, json: boolean): string {
  const chosen = id === undefined ? Object.values(registry) : [requireExperiment(registry, id)]
  if (json) return chosen.map((experiment) => `${JSON.stringify(describe(experiment))}\n`).join('')
  return chosen.map((experiment) => `${id === undefined ? summary(experiment) : details(experiment)}\n`).join('\n')
}

function describe({
  id,
  title,
  shows,
  revision,
  axis,
  parameters,
  metrics,
  given,
  fields,
  presets,
  defaultPreset,
}: Experiment) {
  return { id, title, shows, revision, axis, parameters, metrics, given, fields, presets, defaultPreset }
}

function summary({ id, title, shows, presets, defaultPreset }: Experiment): string {
  const names = Object.keys(presets).map((name) => (name === defaultPreset ? `${name} (default)` : name))
  return [
    `${bold(id)}  ${title}`,
    ...wrap(shows, 76).map((line) => `  ${line}`),
    `  ${muted(`presets: ${names.join(', ')}`)}`,
  ].join('\n')
}

function details(experiment: Experiment): string {
  const { parameters, metrics, presets, defaultPreset } = experiment
  const section = (title: string, rows: [string, string][]): string[] => {
    const width = Math.max(...rows.map(([name]) => name.length))
    const line = ([name, text]: [string, string]): string[] => {
      const [first, ...rest] = wrap(text, 96 - width)
      return [`  ${name.padEnd(width)}  ${first}`, ...rest.map((more) => `  ${' '.repeat(width)}  ${more}`)]
    }
    return ['', bold(title), ...rows.flatMap(line)]
  }
  return [
    summary(experiment),
    ...section(
      'Presets',
      Object.entries(presets).map(([name, { about, runs }]) => [
        name,
        `${about}${name === defaultPreset ? ' (default)' : ''}: ${runs.map(({ label }) => label).join('; ')}`,
      ]),
    ),
    ...section(
      'Parameters (--set name=value)',
      Object.entries(parameters).map(([name, parameter]) => [
        name,
        `${parameter.meaning}; ${accepts(parameter)}${parameter.unit ? ` ${parameter.unit}` : ''}; default ${parameter.default}`,
      ]),
    ),
    ...section(
      'Metrics',
      Object.entries(metrics).map(([name, { meaning }]) => [name, meaning]),
    ),
  ].join('\n')
}

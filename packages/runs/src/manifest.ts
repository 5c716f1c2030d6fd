import { readFile } from 'node:fs/promises'
import { arch, cpus, platform } from 'node:os'
import core from '@lazyrich/core/package.json' with { type: 'json' }
import type { Fields, Outcome, Parameters } from '@lazyrich/core/port'
import runs from '../package.json' with { type: 'json' }
import { RunsError } from './errors.ts'
import { givenFromJson, givenToJson } from './given-json.ts'
import { layoutOf } from './layout.ts'
import { parseObject } from './parse-object.ts'
import { replaceFile } from './replace-file.ts'

/** The format that this package writes, and the only one that it reads. */
const FORMAT = 1

/** What a caller says of a run that begins. */
export interface RunDescription {
  /** The experiment's id. */
  readonly experiment: string
  /** The experiment's revision. */
  readonly revision: number
  /** All parameters, defaults included: a snapshot's `parameters`. Finite numbers, lists of them, or names. */
  readonly parameters: Parameters
  readonly seed: number
  /** Where on its experiment's axis it is to end: a run's `extent`. */
  readonly extent?: number
  /** What it learns from and towards: a run's `given`. */
  readonly given?: Fields
  /** Its name in a comparison. */
  readonly label?: string
  readonly preset?: string
  /** What computes the steps; `js` until the run says otherwise. */
  readonly backend?: string
  /** Of the backend; `js` until the run says otherwise. */
  readonly kernelVariant?: string
  /** Versions beside those of Node, `@lazyrich/core` and `@lazyrich/runs`, which are filled in. */
  readonly versions?: { readonly [name: string]: string }
}

/** Where a run was computed. */
export interface Machine {
  readonly platform: string
  readonly arch: string
  /** The processor's model. */
  readonly cpu: string
  /** Logical ones. */
  readonly cores: number
}

/** Everything about a run but what it shows: `manifest.json`. Early ones have neither `extent` nor `given`. */
export interface Manifest extends RunDescription {
  readonly format: typeof FORMAT
  readonly backend: string
  readonly kernelVariant: string
  readonly versions: { readonly [name: string]: string }
  readonly machine: Machine
  /** ISO 8601, as `2026-11-24T09:00:00.000Z`. */
  readonly started: string
  /** When its writer was last known to be at work. */
  readonly heartbeat: string
  /** How it ended; null while it runs, and after it was killed. */
  readonly outcome: Outcome | null
}

/** The manifest of a run that begins now, here. */
export function newManifest(description: RunDescription): Manifest {
  const { experiment, revision, parameters, seed, extent, given, label, preset } = description
  const { backend = 'js', kernelVariant = 'js' } = description
  const now = new Date().toISOString()
  return {
    format: FORMAT,
    experiment,
    revision,
    parameters,
    seed,
    ...(extent === undefined ? {} : { extent }),
    ...(given === undefined ? {} : { given }),
    ...(label === undefined ? {} : { label }),
    ...(preset === undefined ? {} : { preset }),
    versions: {
      ...description.versions,
      '@lazyrich/core': core.version,
      '@lazyrich/runs': runs.version,
      node: process.versions.node,
    },
    backend,
    kernelVariant,
    machine: { platform: platform(), arch: arch(), cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: cpus().length },
    started: now,
    heartbeat: now,
    outcome: null,
  }
}

/** Replaces `manifest.json`. */
export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  const { given, ...rest } = manifest
  const text = JSON.stringify(rest, undefined, 2)
  const whole = given ? `${text.slice(0, -2)},\n  "given": ${givenToJson(given)}\n}` : text
  await replaceFile(layoutOf(directory).manifest, `${whole}\n`)
}

/**
 * Reads `manifest.json`.
 *
 * @throws RunsError where there is none, or one of another format.
 */
export async function readManifest(directory: string): Promise<Manifest> {
  const file = layoutOf(directory).manifest
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
    throw new RunsError(`${directory} holds no run: a directory with a manifest.json is accepted`)
  })
  const manifest = parseObject(file, text)
  if (manifest.format !== FORMAT)
    throw new RunsError(`format of ${file} is ${JSON.stringify(manifest.format)}: format ${FORMAT} is accepted`)
  const { given, ...rest } = manifest
  return { ...rest, ...(given === undefined ? {} : { given: givenFromJson(file, given) }) } as unknown as Manifest
}

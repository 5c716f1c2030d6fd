/** Told how far a problem is, on its axis, after every few milliseconds of work. */
export type Watch = (axis: 'step' | 'time', at: number, extent: number) => void

/**
 * One problem in, one solution out, both plain data. A solution that ends early carries `error` beside what is there.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
export type Solve = (problem: unknown, watch: Watch) => unknown

/** A family of problems that `lazyrich solve` knows. */
export interface Family {
  /** Its lines in the help: the fields in and out, and one problem to try. */
  readonly help: string
  /** What solves them. Loaded when a problem comes: `--help` and `--version` wait for none of it. */
  load(): Promise<{ readonly solve: Solve }>
}

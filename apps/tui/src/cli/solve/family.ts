/** Called every few milliseconds of work with how far a problem has got along its axis. */
export type Watch = (axis: 'step' | 'time', at: number, extent: number) => void

/**
 * One problem in, one solution out, both plain data. A solution that ends early carries `error` beside what it reached.
 *
 * @throws LazyrichError that names the field, what came and what is accepted.
 */
export type Solve = (problem: unknown, watch: Watch) => unknown

/** A family of problems that `lazyrich solve` knows. */
export interface Family {
  /** Its lines in the help: the fields in and out, and a problem to try. */
  readonly help: string
  /** Loads the solver once there is a problem: `--help` and `--version` need not wait for it. */
  load(): Promise<{ readonly solve: Solve }>
}

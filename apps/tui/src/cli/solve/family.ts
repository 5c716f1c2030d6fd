/** A family of problems that `lazyrich solve` knows. */
export interface Family {
  /** Its lines in the help: the fields in and out, and one problem to try. */
  readonly help: string
  /**
   * One problem in, one solution out, both plain data.
   *
   * @throws LazyrichError that names the field, what came and what is accepted.
   */
  solve(problem: unknown): unknown
}

/** Files that cannot be written (or read): a failure of the machine, exit 1, not a mistake in the command. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError'
}

/** Waits for work on files; `what` names them in the error: `--out x cannot be written (ENOSPC)`. */
export async function writing<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (syscall === undefined) throw error
    throw new UnwritableError(`${what} cannot be written (${code})`)
  }
}

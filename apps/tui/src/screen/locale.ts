type Environment = { readonly [name: string]: string | undefined }

/** The character set's locale, by the variables that POSIX has for it: the first that is set and not empty counts. */
const locale = (env: Environment): string => env.LC_ALL || env.LC_CTYPE || env.LANG || ''

/** Whether the locale is UTF-8. */
export const isUtf8 = (env: Environment): boolean => /utf-?8/i.test(locale(env))

/** Whether the locale is another one. Where none is set, as in most containers, terminals are UTF-8 all the same. */
export const isOtherThanUtf8 = (env: Environment): boolean => locale(env) !== '' && !isUtf8(env)

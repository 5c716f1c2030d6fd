import { serveFolder } from '@lazyrich/testing/serve-folder'
import { base, dist } from '../site.ts'

/** A server of the built site on a free port of this machine, below the path that it was built for. */
export const serveSite = (): ReturnType<typeof serveFolder> => serveFolder(dist, base)

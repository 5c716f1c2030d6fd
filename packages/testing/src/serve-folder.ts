import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'

/**
 * A server of a folder on a free port of this machine, below a path of its host that starts and ends with a slash.
 * `headers` go with every file.
 */
export async function serveFolder(
  folder: string,
  base: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ origin: string; close(): Promise<void> }> {
  const files = sirv(folder)
  const server = createServer((request, response) => {
    const url = request.url!
    const missing = (): void => void response.writeHead(404).end()
    if (!url.startsWith(base)) return missing()
    response.setHeaders(new Map(Object.entries(headers)))
    request.url = `/${url.slice(base.length)}`
    files(request, response, missing)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

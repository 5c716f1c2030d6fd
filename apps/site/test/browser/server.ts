import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sirv from 'sirv'
import { base, dist } from '../site.ts'

/** A server of the built site on a free port of this machine, below the path that it was built for. */
export async function serveSite(): Promise<{ origin: string; close(): Promise<void> }> {
  const files = sirv(dist)
  const server = createServer((request, response) => {
    const url = request.url!
    const missing = (): void => void response.writeHead(404).end()
    if (!url.startsWith(base)) return missing()
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

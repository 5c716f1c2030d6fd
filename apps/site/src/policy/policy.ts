import { createHash } from 'node:crypto'

const charset = /<meta charset="?utf-8"?\s*\/?>/i

/**
 * The Content-Security-Policy of one built page: its own origin, and the inline scripts and styles that it has, by hash.
 *
 * WebAssembly needs 'wasm-unsafe-eval'. Style attributes are allowed, since Starlight's icons and KaTeX's spacing are
 * made of them; a style attribute cannot run anything or load from elsewhere.
 */
export function policyOf(html: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' ${hashes(html, 'script').join(' ')}`,
    `style-src 'self' ${hashes(html, 'style').join(' ')}`,
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `object-src 'none'`,
  ]
    .map((directive) => directive.trim())
    .join('; ')
}

/**
 * The page with its policy, directly after the declaration of the character set: what stands before a policy in a page
 * is not under it.
 *
 * @throws Error for a page without that declaration.
 */
export function withPolicy(html: string): string {
  if (!charset.test(html)) throw new Error('the page does not declare its character set as UTF-8, so no policy fits in')
  return html.replace(
    charset,
    (found) => `${found}<meta http-equiv="Content-Security-Policy" content="${policyOf(html)}">`,
  )
}

function hashes(html: string, element: 'script' | 'style'): string[] {
  const inline = Array.from(html.matchAll(new RegExp(`<${element}\\b([^>]*)>([^]*?)</${element}>`, 'gi')))
    .filter(([, attributes]) => !/\ssrc\s*=/.test(attributes!))
    .map(([, , content]) => `'sha256-${createHash('sha256').update(content!).digest('base64')}'`)
  return [...new Set(inline)]
}

/**
 * Spares the battery: calls `hide` when the tab goes out of sight (also if it already is), and `show` when it comes
 * back, until `signal` aborts.
 */
export function watchVisibility(signal: AbortSignal, { hide, show }: { hide(): void; show(): void }): void {
  document.addEventListener('visibilitychange', () => (document.hidden ? hide() : show()), { signal })
  if (document.hidden) hide()
}

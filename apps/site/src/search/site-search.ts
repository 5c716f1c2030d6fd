import type { Search } from './search.ts'

/** The search button and its dialog. What searches and shows results is fetched when the dialog first opens. */
class SiteSearch extends HTMLElement {
  #search: Promise<Search> | undefined

  connectedCallback(): void {
    const open = this.querySelector<HTMLButtonElement>('.open')!
    const dialog = this.querySelector('dialog')!
    const input = this.querySelector('input')!

    if (/Mac|iPhone|iPad/.test(navigator.userAgent)) open.querySelector('kbd')!.textContent = '⌘ K'
    const show = (): void => {
      dialog.showModal()
      input.select()
      this.#search ??= import('./search.ts').then(({ startSearch }) => startSearch(this))
    }
    open.addEventListener('click', show)
    open.disabled = false
    this.querySelector('.close')!.addEventListener('click', () => dialog.close())
    dialog.addEventListener('click', ({ target }) => {
      const outside = target === dialog
      const followed = target instanceof Element && target.closest('a')
      if (outside || followed) dialog.close()
    })
    addEventListener('keydown', (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== 'k') return
      event.preventDefault()
      if (dialog.open) dialog.close()
      else show()
    })
  }
}

customElements.define('site-search', SiteSearch)

// Colours and language of the page before anything is painted, so that nothing flashes. A file of its own: no script stands in the page.
;(() => {
  var root = document.documentElement
  function kept(key) {
    try {
      return localStorage.getItem(key)
    } catch (_) {
      return null
    }
  }
  var scheme = kept('ansinh-scheme') || 'auto'
  var dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
  root.lang = kept('ansinh-language') === 'en' ? 'en' : 'vi'
})()

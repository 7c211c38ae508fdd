// In every prerendered page, as text: answers keys, swipes and clicks beside the slide until the deck has started, with the
// pages that the build has made. It moves the address as well, where Slidev then starts or goes on.
((d) => {
  const layer = d.getElementById('first-slide')
  // the page is shown at another address, where it has no slide
  if (!layer || !('firstSlide' in d.documentElement.dataset)) return
  const { base, total } = layer.dataset
  let no = +layer.dataset.slide
  let click = 0
  // the deck's own slide is there, or nothing is left to answer with
  const isOver = () => !layer.isConnected || layer.inert
  const read = (page, slide, css) => ({
    html: slide.innerHTML,
    clicks: JSON.parse(page.getElementById('first-slide-clicks').textContent),
    css,
    title: page.title,
  })
  const pages = { [no]: Promise.resolve(read(d, layer, '')) }
  const load = to => pages[to] ??= fetch(base + to).then(answer => answer.text()).then((text) => {
    // the first is the slide's; the policy forbids to apply any, even in a document that is not shown
    let css = ''
    const markup = text.replace(/<style>([^]*?)<\/style>/g, (_, rules) => {
      css ||= rules
      return ''
    })
    const page = new DOMParser().parseFromString(markup, 'text/html')
    const slide = page.getElementById('first-slide')
    // a host that answers with another page
    if (slide?.dataset.slide != to) throw 0
    return read(page, slide, css)
  }).catch(() => {
    pages[to] = undefined
  })
  const go = async (to, at) => {
    if (to < 1 || to > total) return
    no = to
    click = at
    const move = () => {
      layer.goal = no + (click ? '?clicks=' + click : '')
      history.replaceState(null, '', base + layer.goal)
      // for Slidev's router, if it listens already
      dispatchEvent(new PopStateEvent('popstate'))
    }
    if (at < 99) move()
    const page = await load(to)
    if (isOver() || no != to || click != at) return
    if (at >= 99) {
      click = page ? page.clicks.length : 99
      move()
    }
    if (!page) return
    const state = page.clicks[click - 1]
    layer.innerHTML = typeof state == 'string' ? state : page.html
    if (Array.isArray(state)) {
      const elements = layer.querySelectorAll('*')
      for (const [index, name] of state) elements[index].setAttribute('class', name)
    }
    layer.sheet ??= new CSSStyleSheet()
    layer.sheet.replaceSync(page.css)
    d.adoptedStyleSheets = [layer.sheet]
    layer.dataset.slide = no
    d.title = page.title
    if (no < total) load(no + 1)
  }
  const nextSlide = () => go(no + 1, 0)
  const prevSlide = () => go(no - 1, 0)
  const next = async () => click < ((await load(no))?.clicks.length ?? 0) ? go(no, click + 1) : nextSlide()
  const prev = () => click ? go(no, click - 1) : go(no - 1, 99)
  const keys = { 'ArrowRight': next, 'PageDown': next, ' ': next, 'ArrowLeft': prev, 'PageUp': prev, 'ArrowDown': nextSlide, 'ArrowUp': prevSlide }
  const withShift = { 'ArrowRight': nextSlide, 'ArrowLeft': prevSlide, ' ': prev }
  addEventListener('keydown', (event) => {
    if (isOver() || event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.('a, button')) return
    const answer = (event.shiftKey ? withShift : keys)[event.key]
    if (!answer) return
    event.preventDefault()
    // Slidev may listen already
    event.stopImmediatePropagation()
    answer()
  }, true)
  let start
  layer.addEventListener('touchstart', ({ touches }) => {
    start = touches.length == 1 && touches[0]
  }, { passive: true })
  layer.addEventListener('touchend', ({ changedTouches: [end] }) => {
    const x = start ? end.clientX - start.clientX : 0
    if (isOver() || Math.abs(x) < 50 || Math.abs(x) < Math.abs(end.clientY - start.clientY)) return
    if (x < 0) next()
    else prev()
  })
  layer.addEventListener('pointerdown', (event) => {
    if (isOver() || event.button || event.target.id != 'slide-container') return
    if (event.pageX > innerWidth / 2) next()
    else prev()
  })
  // after the first frame
  requestAnimationFrame(() => setTimeout(() => no < total && load(no + 1)))
})(document)

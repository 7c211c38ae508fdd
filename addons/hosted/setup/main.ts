import { defineAppSetup } from '@slidev/types'
import { handOver } from '../prerender/client/handover'
import { watchChunks } from '../offline/failed-chunks'
import { printWholeSlides } from '../pdf/print-view'
import { forgetUnmountedClicks } from '../slidev-internals/click-elements'
import { repairAddress } from '../slidev-internals/address'
import { slides } from '../slidev-internals/slides'
import { registerServiceWorker, takeNewVersion, thisBrowser } from '../offline/register'

export default defineAppSetup(({ app, router }) => {
  handOver(router)
  forgetUnmountedClicks(app)
  watchChunks(router)
  printWholeSlides()
  router.beforeEach(repairAddress(() => ({
    total: slides.value.length,
    aliases: slides.value.flatMap(({ meta }) => meta.slide.frontmatter.routeAlias as string ?? []),
    clicksOf: no => slides.value.find(slide => slide.no === no)?.meta.clicks,
  })))
  // the reading page without its slash, from a host or a service worker that takes it for a page of the deck
  router.beforeEach((to) => {
    if (to.path !== '/read' || !document.querySelector('link[rel="alternate"][href$="read/"], link[rel="alternate"][href*="read/#"]')) return true
    location.replace(`${import.meta.env.BASE_URL}read/`)
    return false
  })

  if (import.meta.env.DEV) return
  const browser = thisBrowser()
  const taken = takeNewVersion(import.meta.env.BASE_URL, browser)
  // it is the first slide that waits, not Slidev's set-up: that has to be over before the first slide is there, or a presenter
  // opened at slide 3 goes to slide 1, where the state that all windows share begins
  const stop = router.beforeEach(async () => {
    await taken
    stop()
  })
  void taken.then(() => registerServiceWorker(import.meta.env.BASE_URL, browser))
})

import { slides } from '#slidev/slides'
import { defineAppSetup } from '@slidev/types'
import { handOver } from '../prerender/client/handover'
import { watchChunks } from '../offline/failed-chunks'
import { forgetUnmountedClicks } from '../slidev-internals/click-elements'
import { mendClicks } from '../slidev-internals/clicks-query'
import { registerServiceWorker, takeNewVersion, thisBrowser } from '../offline/register'

export default defineAppSetup(({ app, router }) => {
  handOver(router)
  forgetUnmountedClicks(app)
  watchChunks(router)
  router.beforeEach(mendClicks(no => slides.value.find(slide => String(slide.no) === no)?.meta.clicks))

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

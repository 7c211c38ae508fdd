import { slides } from '#slidev/slides'
import { defineAppSetup } from '@slidev/types'
import { takeOver } from './hosted/client/take-over'
import { ensureBroadcastChannel } from './offline/channel'
import { watchChunks } from './offline/chunks'
import { forgetUnmountedClicks } from './offline/click-elements'
import { mendClicks } from './offline/clicks'
import { registerServiceWorker, takeNewVersion, thisBrowser } from './offline/register'

export default defineAppSetup(async ({ app, router }) => {
  takeOver(router)
  ensureBroadcastChannel()
  forgetUnmountedClicks(app)
  watchChunks(router)
  router.beforeEach(mendClicks(no => slides.value.find(slide => String(slide.no) === no)?.meta.clicks))

  if (import.meta.env.DEV) return
  const browser = thisBrowser()
  await takeNewVersion(import.meta.env.BASE_URL, browser)
  void registerServiceWorker(import.meta.env.BASE_URL, browser)
})

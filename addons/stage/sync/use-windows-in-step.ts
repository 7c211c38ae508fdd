import type { Place, Role } from './message'
import type { Transport } from './transport'
import { configs, useNav } from '@slidev/client'
import { useEventListener, watchThrottled } from '@vueuse/core'
import { onScopeDispose } from 'vue'
import { CLICKS_MAX, getSlide, getSlidePath, hmrSkipTransition, syncDirections } from '../slidev-internals/client'
import { onServerMove, takeSharedState } from '../slidev-internals/shared-state'
import { joinWindows, PLACE } from './in-step'
import { keepEntries, readEntries } from './kept-entries'
import { parsePlace } from './message'
import { RELAY_EVENT } from './relay-event'
import { shareWith } from './shared'
import { shareTimer } from './timer'
import { addTransport, broadcastChannel, useTransports, viteSocket } from './transport'

/** How long after a key or a tap, in ms, a move still counts as its doing: a slide may have to load. */
const PERSON = 1000

/** Names what belongs to this deck only: another build of it, or another deck, may be on the same origin. */
const deckName = (): string => `${new URL(import.meta.env.BASE_URL, location.href).pathname} ${configs.slidesTitle}`

/**
 * Keeps the windows of the talk in step, in dev and in a build, by the rule of in-step.ts and instead of Slidev's own, by
 * which on localhost every window that opens moves all others. To be called once, in the app's set-up.
 */
export function useWindowsInStep(): void {
  const { router, currentRoute, clicksContext, currentSlideNo, hasPrimarySlide, isNotesViewer, isPresenter, isPrintMode } = useNav()

  const role = (): Role | undefined => isPrintMode.value ? undefined : isPresenter.value ? 'presenter' : isNotesViewer.value ? 'notes' : 'viewer'
  const name = deckName()
  const state = takeSharedState(() => isPresenter.value ? 'presenter' : 'viewer', name)
  if (!state) return

  const may = (direction: 'Send' | 'Receive') => syncDirections.value[`${isPresenter.value ? 'presenter' : 'viewer'}${direction}` as const]

  const place = (): Place | undefined => {
    if (!hasPrimarySlide.value) return
    const { isMounted, current, total } = clicksContext.value
    // before the slide is there Slidev takes it to have no clicks
    const asked = Number(currentRoute.value.query.clicks) || 0
    // "the last one", until the slide is there and says which that is
    if (!isMounted && asked >= CLICKS_MAX) return
    return { page: currentSlideNo.value, clicks: isMounted ? current : asked, clicksTotal: total }
  }

  let lastInput = -Infinity
  for (const event of ['keydown', 'pointerdown', 'pointerup', 'click', 'touchend', 'wheel', 'popstate']) {
    useEventListener(window, event, () => (lastInput = performance.now()), { capture: true, passive: true })
  }

  const shown = new Set<string>()
  const show = (to: Place): void => {
    Object.assign(state, to)
    if (!may('Receive') || !hasPrimarySlide.value || !getSlide(to.page)) return
    hmrSkipTransition.value = false
    const mark = `${to.page}.${to.clicks}`
    shown.add(mark)
    void router.replace({
      path: getSlidePath(to.page, isPresenter.value),
      query: { ...currentRoute.value.query, clicks: to.clicks || undefined },
    }).finally(() => shown.delete(mark))
  }

  const transports = new Set<Transport>()
  const member = joinWindows({
    id: `${Date.now()}-${Math.random().toString(36).slice(2)}`,
    entries: readEntries(name),
    deck: {
      role,
      place,
      show,
      point: (cursor) => {
        if (!isPresenter.value) state.cursor = cursor
      },
      changed: entries => keepEntries(name, entries),
    },
    send: message => transports.forEach(transport => transport.send(message)),
  })
  shareTimer(member, state)
  shareWith(member)
  watchThrottled(() => state.cursor, (cursor) => {
    if (isPresenter.value) transports.forEach(transport => transport.send({ type: 'cursor', cursor: cursor && { ...cursor } }))
  }, { throttle: 50 })

  const stop = router.afterEach((to, from, failure) => {
    if (failure) return
    const now = place()
    if (now) Object.assign(state, now)
    // the first page of this window
    if (from.matched.length === 0) return
    if (to.name !== from.name) member.arrived()
    if (!now || !may('Send') || shown.has(`${now.page}.${Number(to.query.clicks) || 0}`)) return

    // `/presenter` says no slide: it is where the talk is
    const known = parsePlace(member.get(PLACE))
    if (isPresenter.value && known && to.redirectedFrom && !to.redirectedFrom.params.no) show(known)
    else member.moved(performance.now() - lastInput < PERSON)
  })
  onScopeDispose(stop)

  void router.isReady().then(() => {
    useTransports((transport) => {
      transports.add(transport)
      transport.listen(member.receive, member.arrived)
    })
  })
  addTransport(import.meta.hot ? viteSocket(import.meta.hot, RELAY_EVENT) : broadcastChannel(name))

  useEventListener(document, 'resume', member.arrived)
  useEventListener(document, 'visibilitychange', () => document.visibilityState === 'visible' && member.arrived())
  useEventListener(window, 'pageshow', event => event.persisted && member.arrived())
  onServerMove((page, clicks) => {
    if (hasPrimarySlide.value && getSlide(page)) void router.replace({ path: getSlidePath(page, isPresenter.value), query: { ...currentRoute.value.query, clicks: clicks || undefined } })
  })
}

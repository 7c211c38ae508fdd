import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { State } from '../engine/state'
import type { Result } from '../engine/result'
import { onSlideLeave, useIsSlideActive, useNav, useSlideContext } from '@slidev/client'
import { useDocumentVisibility, useEventListener, useTimeoutFn } from '@vueuse/core'
import assets from 'virtual:live-assets'
import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import { describeBrowser } from '../engine/browser'
import { createExperiment } from '../engine/create'
import { isBusy, LIMITS } from '../engine/state'
import { keep, readKept, scoped } from '../engine/keep'
import { openChannel, Windows } from '../engine/windows'
import { onShortcut } from './shortcut'

export interface Live {
  /** This copy of the slide may run; a printed one, an overview's or a preview's may not. */
  alive: ComputedRef<boolean>
  state: ShallowRef<State>
  busy: ComputedRef<boolean>
  /** This viewer's own result, once there is one. */
  own: ShallowRef<Result | undefined>
  /** Python is there already: a run downloads nothing. */
  warm: Ref<boolean>
  run: () => Promise<void>
  stop: () => void
}

/** Everything about the experiment that is not drawing. For one component in a slide. */
export function useLive(): Live {
  const { $renderContext } = useSlideContext()
  const { isPresenter, isPrintMode } = useNav()
  const active = useIsSlideActive()
  const visibility = useDocumentVisibility()

  const alive = computed(() => !isPrintMode.value && ['slide', 'presenter'].includes($renderContext.value))
  const onStage = computed(() => alive.value && active.value)
  const state = shallowRef<State>({ phase: 'idle' })
  const own = shallowRef<Result>()
  const warm = ref(false)
  const busy = computed(() => isBusy(state.value))

  let windows: Windows | undefined
  let hidden = false
  /** An audience's window is being looked for: a second press must not find another one. */
  let asking = false
  let unmounted = false
  // at once: the page may be back before anything else looks
  watch(visibility, () => hidden ||= visibility.value === 'hidden', { flush: 'sync' })

  function onState(next: State): void {
    state.value = next
    windows?.tellState(next)
  }

  const experiment = createExperiment({
    assets,
    onState,
    onMeasured(measurement) {
      const result: Result = {
        version: 2,
        date: new Date().toISOString(),
        browser: describeBrowser(navigator),
        cores: navigator.hardwareConcurrency ?? 0,
        background: hidden,
        ...measurement,
      }
      own.value = result
      keep(result)
      windows?.tellResult(result)
    },
  })

  function runHere(): void {
    // left while an audience's window was looked for
    if (!onStage.value || unmounted || busy.value) return
    hidden = visibility.value === 'hidden'
    experiment.run()
  }

  async function run(): Promise<void> {
    if (!onStage.value || busy.value || asking) return
    asking = true
    const elsewhere = isPresenter.value && await windows?.delegate()
    asking = false
    if (!elsewhere) runHere()
  }

  function stop(): void {
    if (experiment.running) experiment.stop()
    else windows?.stopOthers()
  }

  /** Ends the worker, and gives Python's memory back. */
  function leave(): void {
    experiment.close()
    warm.value = false
  }

  /** Another window that runs and falls silent has been closed, or is no more. */
  const newsAwaited = useTimeoutFn(() => {
    if (busy.value && !experiment.running) state.value = { phase: 'stopped' }
  }, Math.max(...Object.values(LIMITS)) + 5000, { immediate: false })

  let release: (() => void) | undefined
  onMounted(() => {
    if (!alive.value) return
    own.value = readKept()
    windows = new Windows({
      channel: openChannel(scoped(import.meta.env.BASE_URL)),
      offers: () => onStage.value && !isPresenter.value,
      onRun: runHere,
      onStop: () => experiment.stop(),
      onState(next) {
        if (experiment.running) return
        state.value = next
        newsAwaited.start()
      },
      onResult(result) {
        own.value = result
      },
    })
  })
  watch(state, () => warm.value = experiment.warm)
  watch(onStage, (now) => {
    release?.()
    release = now ? onShortcut(() => void run()) : undefined
  }, { immediate: true })
  onSlideLeave(leave)
  useEventListener('pagehide', leave)
  onUnmounted(() => {
    unmounted = true
    release?.()
    leave()
    windows?.close()
  })

  return { alive, state, busy, own, warm, run, stop }
}

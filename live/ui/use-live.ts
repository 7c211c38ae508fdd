import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { State } from '../engine/state'
import type { Result } from '../engine/result'
import { onSlideLeave, useIsSlideActive, useNav, useSlideContext } from '@slidev/client'
import { useDocumentVisibility, useEventListener, useTimeoutFn } from '@vueuse/core'
import assets from 'virtual:live-assets'
import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import { describeBrowser } from '../engine/browser'
import { isBusy, LIMITS } from '../engine/state'
import type { Experiment } from '../engine/experiment'
import { keep, readKept } from '../engine/keep'
import { Windows } from '../engine/windows'
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

  let experiment: Experiment | undefined
  let windows: Windows | undefined
  let hidden = false
  /** An audience's window is being looked for: a second press must not find another one. */
  let asking = false
  watch(visibility, () => hidden ||= visibility.value === 'hidden')

  /** The engine is a chunk of its own: nobody loads it who doesn't press. */
  async function load(): Promise<Experiment> {
    const { createExperiment } = await import('../engine/create')
    return createExperiment({
      assets,
      onState(next) {
        state.value = next
        windows?.tellState(next)
      },
      onMeasured(measurement) {
        const result: Result = {
          version: 1,
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
  }

  async function runHere(): Promise<void> {
    if (busy.value)
      return
    hidden = visibility.value === 'hidden'
    try {
      experiment ??= await load()
    } catch (error) {
      state.value = { phase: 'failed', failure: 'download', detail: error instanceof Error ? error.message : String(error) }
      return
    }
    experiment.run()
  }

  async function run(): Promise<void> {
    if (!onStage.value || busy.value || asking)
      return
    asking = true
    const elsewhere = isPresenter.value && await windows?.delegate()
    asking = false
    if (!elsewhere)
      await runHere()
  }

  function stop(): void {
    if (experiment?.running)
      experiment.stop()
    else
      windows?.stopOthers()
  }

  /** Ends the worker, and gives Python's memory back. */
  function leave(): void {
    experiment?.close()
    warm.value = false
  }

  /** Another window that runs and falls silent has been closed, or is no more. */
  const newsAwaited = useTimeoutFn(() => {
    if (busy.value && !experiment?.running)
      state.value = { phase: 'stopped' }
  }, Math.max(...Object.values(LIMITS)) + 5000, { immediate: false })

  let release: (() => void) | undefined
  onMounted(() => {
    if (!alive.value)
      return
    own.value = readKept()
    windows = new Windows({
      channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`live-experiment ${import.meta.env.BASE_URL}`),
      offers: () => onStage.value && !isPresenter.value,
      onRun: () => void runHere(),
      onStop: () => experiment?.stop(),
      onState(next) {
        if (experiment?.running)
          return
        state.value = next
        newsAwaited.start()
      },
      onResult(result) {
        own.value = result
      },
    })
  })
  watch(state, () => warm.value = experiment?.warm ?? false)
  watch(onStage, (now) => {
    release?.()
    release = now ? onShortcut(() => void run()) : undefined
  }, { immediate: true })
  onSlideLeave(leave)
  useEventListener('pagehide', leave)
  onUnmounted(() => {
    release?.()
    leave()
    windows?.close()
  })

  return { alive, state, busy, own, warm, run, stop }
}

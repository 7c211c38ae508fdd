import type { State } from '../engine/state'
import type { Result } from '../engine/result'
import { describeFailure } from '../engine/failure'
import { lanes } from '../engine/lanes'
import { widest } from '../engine/result'

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)

const label = (name: string) => lanes.find(lane => lane.name === name)?.label ?? name

/** What is going on, for the eye: changes with every piece of a download and every run. */
export function statusOf(state: State): string {
  switch (state.phase) {
    case 'idle':
      return ''
    case 'loading':
      return 'Loading the experiment'
    case 'downloading':
      return `Downloading Python: ${megabytes(state.loaded)} of ${megabytes(state.total)} MB`
    case 'starting':
      return 'Starting Python'
    case 'preparing':
      return 'Checking answers, warming up'
    case 'running':
      return `Run ${state.lap} of ${state.laps}: ${label(state.lane)}`
    case 'done':
      return 'Done: all programs gave the same answers'
    case 'stopped':
      return 'Stopped'
    case 'failed':
      return describeFailure(state.failure, state.detail)
  }
}

/** The same for the ear: a few words at each turn, and nothing in between. */
export function announcementOf(state: State): string {
  switch (state.phase) {
    case 'downloading':
      return 'Downloading Python'
    case 'running':
      return `Measuring, ${state.laps} runs of each program`
    default:
      return statusOf(state)
  }
}

/** How far it is, from 0 to 1; undefined where nobody knows. */
export function progressOf(state: State): number | undefined {
  switch (state.phase) {
    case 'downloading':
      return state.loaded / state.total
    case 'running':
      return Object.values(state.samples).flat().length / (state.laps * lanes.length)
  }
}

/** What must be known before the figures are believed, the weightier thing if there are two. */
export function warningOf(result: Result): string | undefined {
  if (result.background) return 'Take with care: the page was in the background, where browsers are slow'
  const { tooWide, label, spread } = widest(result)
  if (tooWide) return `Take with care: the machine was busy and runs varied (${label}: ${spread})`
}

import { defineAppSetup } from '@slidev/types'
import { ensureBroadcastChannel } from '../sync/channel'

export default defineAppSetup(() => {
  ensureBroadcastChannel()
})

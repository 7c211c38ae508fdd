import type { ShortcutOptions } from '@slidev/types'
import setupShortcuts from '@slidev/client/setup/shortcuts.ts'

/** The shortcuts of Slidev 53, of the addons and of the deck, as Slidev registers them. To be called in a component's set-up. */
export const registeredShortcuts = (): ShortcutOptions[] => setupShortcuts()

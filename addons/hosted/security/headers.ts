/** The response headers of a hosted deck; host-files.ts writes them for each host. */
import { formatPolicy, HEADER_POLICY } from './policy'

/**
 * What browsers may use here: Slidev keeps the screen awake, goes to full screen, copies to the clipboard, and mirrors a
 * screen in the presenter. `()` is nobody.
 */
const PERMISSIONS = {
  'accelerometer': '()',
  'autoplay': '()',
  'browsing-topics': '()',
  // Chromium asks for it when the presenter mirrors a screen
  'camera': '(self)',
  'clipboard-read': '()',
  'clipboard-write': '(self)',
  'display-capture': '(self)',
  'encrypted-media': '()',
  'fullscreen': '(self)',
  'geolocation': '()',
  'gyroscope': '()',
  'hid': '()',
  'magnetometer': '()',
  'microphone': '()',
  'midi': '()',
  'payment': '()',
  'publickey-credentials-get': '()',
  'screen-wake-lock': '(self)',
  'serial': '()',
  'usb': '()',
  'xr-spatial-tracking': '()',
}

/** For what changes its name with its content. */
export const FOR_EVER = 'public, max-age=31536000, immutable'

/** On every file. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': formatPolicy(HEADER_POLICY),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': Object.entries(PERMISSIONS).map(([name, who]) => `${name}=${who}`).join(', '),
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  // for browsers that do not know frame-ancestors
  'X-Frame-Options': 'SAMEORIGIN',
}

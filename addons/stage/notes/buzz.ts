/** Says to the hand that holds the phone that the time is up; nothing where a device can't. */
export function buzz(): void {
  // Safari has no vibration, and browsers refuse it before the first tap
  if ('vibrate' in navigator) navigator.vibrate([200, 100, 200, 100, 400])
}

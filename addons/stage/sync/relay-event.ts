/** The name under which windows talk over Vite's socket. */
export const RELAY_EVENT = 'stage:windows'

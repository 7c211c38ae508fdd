import { chromium } from 'playwright-chromium'
import { serveFolder } from '../addons/hosted/commands/serve'
import { formatPolicy, HEADER_POLICY } from '../addons/hosted/security/policy'
for (const wasm of [true, false]) {
const policy = formatPolicy(wasm ? HEADER_POLICY : { ...HEADER_POLICY, 'script-src': HEADER_POLICY['script-src']?.filter(s => s !== "'wasm-unsafe-eval'") ?? [] })
console.log(policy)
const s = await serveFolder({ folder: '/tmp/dist-r', base: '/', headers: () => ({ 'Content-Security-Policy': policy }) })
const b = await chromium.launch({ executablePath: '/usr/bin/chromium' })
const p = await b.newPage()
p.on('console', m => console.log(m.type(), m.text()))
p.on('pageerror', e => console.log('pageerror', e.message))
p.on('requestfailed', r => console.log('failed', r.url(), r.failure()?.errorText))
await p.goto(s.url + '14')
await p.waitForTimeout(4000)
console.log(await p.evaluate(() => ({ app: !!(document.querySelector('#app') as any)?.__vue_app__ })))
await b.close(); await s.close()
}

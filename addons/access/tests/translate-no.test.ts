import { compile } from '@vue/compiler-dom'
import { expect, it } from 'vitest'
import { keepCodeUntranslated } from '../translate-no'

const count = (template: string) => compile(template, { nodeTransforms: [keepCodeUntranslated] }).code.match(/translate[": \\=]+no/g)?.length ?? 0

it.each([
  ['<pre v-pre class="slidev-code"><code><span>f(x)</span></code></pre>', 2],
  ['<div class="slidev-code-wrapper relative"><slot /></div>', 1],
  ['<p>Press <kbd>x</kbd>, run <code>f</code></p>', 2],
  ['<code translate="yes">naïve</code>', 0],
  ['<p class="slidev-code-wrapper-like">words</p>', 0],
])('in %s code is marked %i times', (template, times) => expect(count(template)).toBe(times))

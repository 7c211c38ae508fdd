import { parseArgs } from 'node:util'
import { describe, expect, it } from 'vitest'
import { withoutOption } from '../commands/options'

function without(args: string[]) {
  const { tokens } = parseArgs({ args, options: { out: { type: 'string', short: 'o' }, quiet: { type: 'boolean' } }, strict: false, allowPositionals: true, tokens: true })
  return withoutOption(args, tokens, 'out', 'quiet')
}

describe('withoutOption', () => {
  it.each([
    [['--base', '/x/', '--out', 'site', 'slides.md'], ['--base', '/x/', 'slides.md']],
    [['--out=site', '--base=/x/'], ['--base=/x/']],
    [['-o', 'site', '--quiet', '--dark'], ['--dark']],
    [['--range', '1-5'], ['--range', '1-5']],
    [[], []],
  ])('%j leaves %j', (args, left) => {
    expect(without(args)).toEqual(left)
  })
})

// @vitest-environment node
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { buildDeck, replaceFolder } from '../commands/build'
import { exportDeck } from '../commands/export'
import { readBase } from '../commands/options'
import { formatBytes } from '../commands/report'
import { plainWords, readDeck } from '../commands/slidev'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'commands-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('--base', () => {
  it.each([[undefined, '/'], ['/', '/'], ['/x', '/x/'], ['x', '/x/'], ['x/y/', '/x/y/'], ['//x//', '/x/']])('%s is %s', (given, base) => {
    expect(readBase(given)).toBe(base)
  })

  it.each(['./', '.', '../x', 'https://host.example/x/'])('%s is refused with what would be right', (given) => {
    expect(() => readBase(given)).toThrow(`--base is "${given}", but has to be the path at the host, such as /talks/rust/`)
  })
})

describe('a command that can\'t be meant is refused at once', () => {
  it.each([
    ['an option that is not there', () => buildDeck(['--bas', '/x/']), /Unknown option '--bas'[\s\S]*npm run build -- /],
    ['a base that is relative', () => buildDeck(['--base', './']), /--base is ".\/"/],
    ['a folder that holds the project', () => buildDeck(['--out', '..']), /--out is "..", which is the project itself or holds it/],
    ['a deck that is not there', () => buildDeck(['nosuch.md']), /There is no deck nosuch.md/],
    ['a folder that is not there', () => exportDeck(['--output', 'nosuch/x.pdf']), /There is no folder .*nosuch to write x.pdf into/],
    ['slides that are not there', () => exportDeck(['--range', '900-910']), /--range is "900-910", but has to name slides from 1 to \d+/],
    ['a range that is none', () => exportDeck(['--range', 'two']), /--range is "two"/],
    ['a time that is none', () => exportDeck(['--timeout', 'long']), /--timeout is "long"/],
    ['a format that is not there', () => exportDeck(['--format', 'docx']), /--format is "docx", but has to be pdf, png/],
  ])('%s', async (_, run, words) => {
    await expect(run()).rejects.toThrow(words)
  })
})

describe('the folder of a build', () => {
  it('is replaced as a whole, and nothing else is left beside it', async () => {
    const folder = await temporaryFolder()
    const out = path.join(folder, 'dist')
    for (const text of ['first', 'second']) {
      await replaceFolder(out, async (made) => {
        await mkdir(made)
        await writeFile(path.join(made, text), text)
      })
      expect(await readdir(out)).toEqual([text])
    }
    expect(await readdir(folder)).toEqual(['dist'])
  })

  it('stays when what should replace it can\'t be made, or can\'t be moved there', async () => {
    const folder = await temporaryFolder()
    const out = path.join(folder, 'dist')
    await mkdir(out)
    await writeFile(path.join(out, 'page'), 'former')
    await expect(replaceFolder(out, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    // nothing was made, so the last step has nothing to move
    await expect(replaceFolder(out, async () => {})).rejects.toThrow('ENOENT')
    expect(await readFile(path.join(out, 'page'), 'utf8')).toBe('former')
    expect(await readdir(folder)).toEqual(['dist'])
    expect(existsSync(path.join(folder, 'dist'))).toBe(true)
  })
})

it('what Slidev says of an error is told in its words alone', () => {
  const output = [
    'vite v8.3.8 building ...', '\u2717 Build failed in 4.78s', '', 'Build failed with 1 error:', '',
    '[plugin unplugin-vue-markdown] /home/me/talk/slides.md__slidev_10.md',
    'Error: slide 10 (Surprise): there is no figure "x"',
    '    at passes (/home/me/talk/addons/checks/index.ts:37:19)', '    at async pre (file:///x.mjs:1:1) {', '  errors: [Getter/Setter]', '}', '',
  ].join('\n')
  expect(plainWords(output)).toBe('slides.md, slide 10:\nslide 10 (Surprise): there is no figure "x"')
})

it('an error before the build is told as well', () => {
  expect(plainWords('Error: Cannot find theme "x"\n    at resolve (file:///a.mjs:1:1)\n')).toBe('Cannot find theme "x"')
})

it('a deck says how large its slides are', async () => {
  expect((await readDeck('addons/hosted/tests/fixture/slides.md')).canvas).toEqual({ width: 980, height: 551 })
})

describe('bytes', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1000, '1 KB'], [12_345, '12.3 KB'], [999_499, '999 KB'], [999_500, '1 MB'], [1_234_567, '1.23 MB']])('%d are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

import type { Check } from './check'
import { plainTitle } from '../../addons/access/ui/title'
import { slides } from '../support/deck'
import { unless } from './check'

/** Words and figures, as they are printed. */
const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []

/** What a screen reader is told at each step, and that it has not been able to read that before. */
export function announced(): Check {
  let told = ''
  let readBefore = ''
  return {
    holds: 'a screen reader is told the slide and what each click reveals, and reads nothing before its click',
    run: async ({ page, slide: { no, title }, click }) => {
      const wrong: string[] = []
      if (no === 1 && click === 0) {
        // the first slide has its title; what its clicks reveal is told against what has been read once
        await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 300)))
      } else {
        const isTold = await page.waitForFunction(told => document.querySelector('[data-announcer]')?.textContent !== told, told, { timeout: 60_000 }).catch(() => undefined)
        if (!isTold) return ['nothing is told']
        told = await page.locator('[data-announcer]').textContent() ?? ''
        if (click === 0) wrong.push(...unless(told === `Slide ${no} of ${slides.length}: ${plainTitle(title)}`, `told "${told}"`))
        else if (!/^Highlighted: \S/.test(told)) wrong.push(...unless(words(told).some(word => !readBefore.includes(word)), `told "${told}", which could be read before`))
      }
      readBefore = await page.locator('#app #slideshow').ariaSnapshot()
      return wrong
    },
  }
}

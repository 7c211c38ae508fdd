/**
 * Small pictures of the slides that somebody looked at and signed. They are compared in squares, so that another machine's
 * font rendering passes, and a lost picture or a broken layout does not.
 */
import type { Slide } from './deck'
import type { Scheme } from './pairs'
import type { Picture } from './pixels'
import { readdirSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { plainTitle } from '../../addons/access/ui/title'
import { slides } from './deck'
import { densestDifference, difference, readPng, shrink, writePng } from './pixels'

const FOLDER = new URL('../snapshots/', import.meta.url)

/** One pixel of a snapshot is a square of this many canvas pixels: about a letter. */
const SQUARE = 7
/** What a square may differ by, of 255, before it counts. */
const TOLERANCE = 28
/** The share of squares that may. */
const SHARE = 0.01
/** In any place of so many squares by as many, a third of a heading or a tool's mark: */
const PLACE = 10
/** as many may. Letters drawn otherwise (hinting, gamma, twice the pixels) differ in 3, placed on whole pixels in 15; what is lost is 16 at the least. */
const IN_PLACE = 15
/** A pale background, such as rays behind a slide, changes no square by much, but many of them by this: */
const PALE = 18
/** such a share may. */
const PALE_SHARE = 0.04

/**
 * A screenshot as a snapshot.
 *
 * @param density pixels of the screen for one of the canvas
 */
export const asSnapshot = (screenshot: Buffer, density = 1): Picture => shrink(readPng(screenshot), SQUARE * density)

/** How much may be drawn otherwise: shares of the squares, and squares in one place. */
interface Allowed { share: number, inPlace: number, paleShare: number }
const BY_CHROMIUM: Allowed = { share: SHARE, inPlace: IN_PLACE, paleShare: PALE_SHARE }
/** Of another engine, whose lines are up to a pixel higher or lower: at most 0.029, 29 and 0.046 in Firefox 153 and WebKitGTK 2.50. */
export const BY_ANOTHER_ENGINE: Allowed = { share: 0.04, inPlace: 40, paleShare: 0.06 }

/** How two snapshots differ, in words; empty if they do not. */
export function differs(now: Picture, signed: Picture, allowed = BY_CHROMIUM): string {
  const share = difference(now, signed, TOLERANCE)
  const densest = densestDifference(now, signed, TOLERANCE, PLACE)
  return share > allowed.share || densest > allowed.inPlace || difference(now, signed, PALE) > allowed.paleShare
    ? `${(share * 100).toFixed(1)} % of the slide looks different, in one place ${densest} squares of ${PLACE ** 2}`
    : ''
}

/** A snapshot goes by its slide's title: a slide that comes before it does not change it. */
export function snapshotFile({ title }: Slide, scheme: Scheme): string {
  const words = plainTitle(title).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return `${words.join('-')}-${scheme}.png`
}

/** What is wrong with a snapshot beside the signed one, and what to do about it; nothing if they are the same. */
export async function compareSnapshot(slide: Slide, scheme: Scheme, now: Picture, allowed?: Allowed): Promise<string[]> {
  const file = snapshotFile(slide, scheme)
  const signed = await readFile(new URL(file, FOLDER)).catch(() => undefined)
  const problem = signed ? differs(now, readPng(signed), allowed) : 'there is no snapshot yet'
  return problem ? [`${problem}: look at the slide; if it is as it should be, npm run snapshots writes tests/snapshots/${file}`] : []
}

/** Signs a snapshot. */
export async function writeSnapshot(slide: Slide, scheme: Scheme, now: Picture): Promise<void> {
  await writeFile(new URL(snapshotFile(slide, scheme), FOLDER), writePng(now))
}

/** Snapshots of slides that are no longer there. */
export function staleSnapshots(): string[] {
  const known = new Set(slides.flatMap(slide => (['light', 'dark'] as const).map(scheme => snapshotFile(slide, scheme))))
  return readdirSync(FOLDER).filter(file => !known.has(file))
}

/** Takes them away. */
export async function removeStaleSnapshots(): Promise<void> {
  for (const file of staleSnapshots()) await rm(new URL(file, FOLDER))
}

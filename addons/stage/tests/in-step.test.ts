import type { Entries, Message, Place, Role } from '../sync/message'
import type { Member } from '../sync/in-step'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { joinWindows, PLACE } from '../sync/in-step'
import { model, randomNumbers } from './model'

const LAST_PAGE = 18

/** A window without a browser: it is somewhere, and what others send it waits in a queue. */
interface Fake {
  role: Role
  place: Place
  back: Place[]
  member: Member
  inbox: Message[]
  frozen: boolean
  open: boolean
  /** What a reload leaves behind. */
  kept: Entries
}

/** The windows of one browser, whose messages come in the order in which they were sent. */
function browser() {
  const windows: Fake[] = []
  const afterAnswers: (() => void)[] = []
  let time = 1_000
  let ids = 0

  function join(fake: Fake): void {
    const id = String(1_000_000 + ids++)
    fake.inbox = []
    fake.member = joinWindows({
      id,
      entries: fake.kept,
      now: () => ++time,
      afterAnswers: then => afterAnswers.push(then),
      deck: {
        role: () => fake.role,
        place: () => fake.place,
        show: (place) => { fake.place = place },
        changed: (entries) => { fake.kept = JSON.parse(JSON.stringify(entries)) },
      },
      send: (message) => {
        for (const other of windows) if (other !== fake && other.open) other.inbox.push(JSON.parse(JSON.stringify(message)))
      },
    })
    fake.member.arrived()
  }

  function deliver(): void {
    let busy = true
    while (busy) {
      busy = false
      for (const fake of windows) {
        if (!fake.open || fake.frozen) continue
        const message = fake.inbox.shift()
        if (!message) continue
        busy = true
        fake.member.receive(message)
      }
      if (!busy && afterAnswers.length > 0) {
        busy = true
        afterAnswers.splice(0).forEach(then => then())
      }
    }
  }

  return {
    windows,
    deliver,
    open(role: Role, page: number): Fake {
      const fake = { role, place: { page, clicks: 0, clicksTotal: 0 }, back: [], frozen: false, open: true, kept: {} } as unknown as Fake
      windows.push(fake)
      join(fake)
      deliver()
      return fake
    },
    reload(fake: Fake): void {
      join(fake)
      deliver()
    },
    close(fake: Fake): void {
      fake.open = false
      deliver()
    },
    resume(fake: Fake): void {
      fake.frozen = false
      fake.member.arrived()
      deliver()
    },
    go(fake: Fake, page: number, byPerson = true): void {
      fake.back.push(fake.place)
      fake.place = { page, clicks: 0, clicksTotal: 0 }
      fake.member.moved(byPerson)
      deliver()
    },
    pages: () => windows.map(({ place }) => place.page),
  }
}

describe('windows of one talk', () => {
  it('that open take the present place and move nobody', () => {
    const { open, go, pages } = browser()
    const presenter = open('presenter', 10)
    go(presenter, 11)
    open('viewer', 1)
    open('viewer', 18)
    open('presenter', 1)
    expect(pages()).toEqual([11, 11, 11, 11])
  })

  it('of a presenter that has not moved yet are followed by those that open later', () => {
    const { open, pages } = browser()
    open('presenter', 10)
    open('viewer', 1)
    open('presenter', 3)
    expect(pages()).toEqual([10, 10, 10])
  })

  it('are not moved by a presenter that opens, until it moves', () => {
    const { open, go, pages } = browser()
    open('viewer', 10)
    const presenter = open('presenter', 1)
    expect(pages()).toEqual([10, 1])
    go(presenter, 2)
    expect(pages()).toEqual([2, 2])
  })

  it('follow a viewer who presses a key, but not one whose page moved by itself', () => {
    const { open, go, pages } = browser()
    open('presenter', 5)
    const viewer = open('viewer', 1)
    open('viewer', 1)
    go(viewer, 6)
    expect(pages()).toEqual([6, 6, 6])
    go(viewer, 9, false)
    expect(pages()).toEqual([6, 9, 6])
  })

  it('are each where their reader is, as long as nobody presents', () => {
    const { open, go, pages } = browser()
    const viewer = open('viewer', 1)
    open('viewer', 7)
    go(viewer, 2)
    expect(pages()).toEqual([2, 7])
    open('viewer', 3)
    expect(pages()).toEqual([2, 7, 3])
  })

  it('agree when two present', () => {
    const { open, go, pages } = browser()
    const one = open('presenter', 1)
    const other = open('presenter', 1)
    open('viewer', 1)
    go(one, 2)
    go(other, 3)
    expect(pages()).toEqual([3, 3, 3])
  })

  it('agree when two present and press at the same time', () => {
    const { windows, open, deliver } = browser()
    open('presenter', 1)
    open('presenter', 1)
    open('viewer', 1)
    for (const [index, fake] of windows.slice(0, 2).entries()) {
      fake.place = { page: 4 + index, clicks: 0, clicksTotal: 0 }
      fake.member.moved(true)
    }
    deliver()
    expect(new Set(windows.map(({ place }) => place.page)).size).toBe(1)
  })

  it('that were frozen are right at once, and set nobody back', () => {
    const { open, go, resume, pages } = browser()
    const presenter = open('presenter', 1)
    const viewer = open('viewer', 1)
    viewer.frozen = true
    go(presenter, 2)
    go(presenter, 3)
    expect(pages()).toEqual([3, 1])
    resume(viewer)
    expect(pages()).toEqual([3, 3])
  })

  it('share values with those that open later, and after a reload of the only one', () => {
    const { open, reload, close, deliver } = browser()
    const one = open('presenter', 1)
    one.member.set('poll:bet', 'ten')
    reload(one)
    expect(one.member.get('poll:bet')).toBe('ten')
    const other = open('viewer', 1)
    expect(other.member.get('poll:bet')).toBe('ten')
    close(one)
    const news: unknown[] = []
    const third = open('presenter', 1)
    third.member.on('poll:bet', value => news.push(value))
    other.member.set('poll:bet', null)
    deliver()
    expect(third.member.get('poll:bet')).toBe(null)
    expect(news).toEqual([null])
  })

  it('take no harm from what is no message', () => {
    const { open, pages } = browser()
    const { member } = open('presenter', 4)
    for (const rubbish of [undefined, null, 7, 'ask', [], { type: 'ask' }, { type: 'tell', entries: { [PLACE]: { value: { page: 'x' }, time: 9e12, by: 'x', from: 'presenter' } } }, { type: 'tell', entries: [1] }, { type: 'cursor', cursor: 'x' }]) {
      member.receive(rubbish)
    }
    expect(pages()).toEqual([4])
  })
})

/** Run long with WINDOW_SEQUENCES=1000 in the environment: 1,000 sequences take two seconds. */
const SEQUENCES = Number(process.env.WINDOW_SEQUENCES ?? 50)
const STEPS = 40

const MOVES = ['next', 'back', 'link', 'return']

describe('a random sequence of what happens to three windows', () => {
  it.each(Array.from({ length: SEQUENCES }, (_, seed) => seed))('number %i leaves each where the model says', (seed) => {
    const chance = randomNumbers(seed)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T
    const anyPage = () => 1 + Math.floor(chance() * LAST_PAGE)
    const { windows, open, reload, close, resume, go } = browser()
    const expected = model(windows)
    const log: string[] = []

    for (let step = 0; step < STEPS; step++) {
      expected.next()
      const opened = windows.filter(fake => fake.open)
      const awake = opened.filter(fake => !fake.frozen)
      const fake = awake.length > 0 ? pick(awake) : undefined
      const asleep = opened.filter(fake => fake.frozen)
      const what = pick(['open', 'close', 'reload', 'freeze', 'resume', 'resume', ...MOVES, 'next', 'next'])

      if (what === 'open' && opened.length < 3) {
        const role = pick(['presenter', 'viewer', 'viewer'] as const)
        const page = anyPage()
        log.push(`open ${role} at ${page}`)
        const fresh = open(role, page)
        expected.opened(fresh, page)
        expected.arrive(fresh)
      } else if (what === 'resume' && asleep.length > 0) {
        const woken = pick(asleep)
        log.push(`resume ${windows.indexOf(woken)}`)
        resume(woken)
        expected.arrive(woken)
      } else if (fake && what === 'close') {
        log.push(`close ${windows.indexOf(fake)}`)
        close(fake)
      } else if (fake && what === 'reload') {
        log.push(`reload ${windows.indexOf(fake)}`)
        expected.reloaded(fake)
        reload(fake)
        expected.arrive(fake)
      } else if (fake && what === 'freeze') {
        log.push(`freeze ${windows.indexOf(fake)}`)
        fake.frozen = true
      } else if (fake && MOVES.includes(what)) {
        const { page } = fake.place
        const to = what === 'next' ? page + 1 : what === 'back' ? page - 1 : what === 'link' ? anyPage() : fake.back.at(-1)?.page
        if (!to || to < 1 || to > LAST_PAGE || to === page) continue
        log.push(`${what} in ${windows.indexOf(fake)} to ${to}`)
        go(fake, to)
        expected.moved(fake, to)
        // the promise in a sentence: where there is a presenter, whoever presses a key takes everybody along
        if (awake.some(({ role }) => role === 'presenter')) expect(new Set(awake.map(({ place }) => place.page)), log.join(', ')).toEqual(new Set([to]))
      }

      const there = windows.filter(fake => fake.open)
      expect(there.map(({ place }) => place.page), log.join(', ')).toEqual(there.map(fake => expected.of(fake).place))
    }
  })
})

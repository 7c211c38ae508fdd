/** The page that phones vote on. It is served as one file, with the protocol's parsers in it and nothing else. */
import type { Poll, Snapshot } from '../protocol'
import { listen } from '../listen'
import { parseRefusal, PATHS } from '../protocol'
import { outcome } from '../words'
import { loadKept } from './kept'

/** Ms from a failed try to send an answer to the next. */
const RETRY = 1500

const root = location.pathname.replace(/\/$/, '').slice(0, -PATHS.page.length)
const kept = loadKept()

let snapshot: Snapshot | undefined
let connected = true
/** The answers that the server has counted, by round. */
const counted = new Map<string, number>()
let sending = false
/** Why the server did not take the last answer. */
let refused = ''

const element = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const [question, choices, said, split, status] = ['question', 'choices', 'outcome', 'split', 'status'].map(element) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement]

const current = () => snapshot?.polls.at(-1)

/** What was answered here since the page was opened, by poll. */
const given = new Map<string, { boot: string, choices: string, choice: number }>()

/** A server that was started again asks the same questions in new rounds: what was answered here is answered again. A reset is not undone. */
function carryOver({ boot, polls }: Snapshot): void {
  for (const { id, round, ...poll } of polls) {
    const choices = poll.choices.join('\n')
    const former = given.get(id)
    if (kept.answer(round) === undefined && former && former.boot !== boot && former.choices === choices) kept.keep(round, former.choice)
    const choice = kept.answer(round)
    if (choice !== undefined) given.set(id, { boot, choices, choice })
  }
}

async function send(): Promise<void> {
  const poll = current()
  const choice = poll && kept.answer(poll.round)
  if (sending || !poll || choice === undefined || poll.phase !== 'open' || counted.get(poll.round) === choice) return
  sending = true
  let again = false
  try {
    const response = await fetch(root + PATHS.answer, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ poll: poll.id, round: poll.round, choice, phone: kept.phone }),
    })
    refused = response.ok ? '' : parseRefusal(await response.text())
    if (response.ok) counted.set(poll.round, choice)
    again = response.status === 429 || response.status >= 500
  } catch {
    again = true
  }
  sending = false
  render()
  // the answer may have been changed meanwhile
  if (again) setTimeout(() => void send(), RETRY)
  else if (!refused) void send()
}

function render(): void {
  const poll = current()
  const open = poll?.phase === 'open'
  const mine = poll && kept.answer(poll.round)
  question.textContent = poll?.question ?? (snapshot ? 'The question comes with the slide' : 'One moment')
  renderChoices(poll?.phase === 'shown' ? undefined : poll, mine, !open)
  setText(said, poll?.phase === 'shown' ? outcome(poll) : '')
  renderSplit(poll?.phase === 'shown' ? poll : undefined, mine)
  setText(status, says(poll, mine))
}

function says(poll: Poll | undefined, mine: number | undefined): string {
  const chosen = mine !== undefined
  if (!connected) return chosen && poll?.phase === 'open' && counted.get(poll.round) !== mine ? 'No connection. Your answer is saved and will be sent when you are connected again.' : 'No connection. This page reconnects by itself.'
  if (!poll) return snapshot ? 'Keep this page open.' : ''
  if (poll.phase === 'closed') return 'The vote is closed.'
  if (poll.phase === 'shown') return chosen ? '' : 'You did not vote.'
  if (refused) return refused
  if (!chosen) return 'Tap your answer. You can change it until the answer is shown.'
  return counted.get(poll.round) === mine ? 'Your answer is in. You can change it until the answer is shown.' : 'Sending…'
}

function renderChoices(poll: Poll | undefined, mine: number | undefined, disabled: boolean): void {
  const labels = poll?.choices ?? []
  // buttons stay while their words do, so that the focus does
  if (choices.dataset.labels !== labels.join('\n')) {
    choices.dataset.labels = labels.join('\n')
    choices.replaceChildren(...labels.map((label, choice) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.textContent = label
      button.onclick = () => choose(choice)
      return button
    }))
  }
  choices.querySelectorAll('button').forEach((button, choice) => {
    button.setAttribute('aria-pressed', String(choice === mine))
    button.disabled = disabled
  })
}

function choose(choice: number): void {
  const poll = current()
  if (poll?.phase !== 'open') return
  refused = ''
  kept.keep(poll.round, choice)
  if (snapshot) carryOver(snapshot)
  render()
  void send()
}

function renderSplit(poll: Poll | undefined, mine: number | undefined): void {
  const { votes = [], right, choices = [] } = poll ?? {}
  const most = Math.max(1, ...votes)
  split.replaceChildren(...votes.map((count, choice) => {
    const row = document.createElement('li')
    const [label, number, bar] = [document.createElement('span'), document.createElement('span'), document.createElement('i')]
    label.textContent = choices[choice] ?? ''
    const marks = [choice === right && 'right', choice === mine && 'your answer'].filter(Boolean).join(', ')
    if (marks) {
      const small = document.createElement('small')
      small.textContent = ` ${marks}`
      label.append(small)
    }
    number.textContent = String(count)
    bar.style.setProperty('--share', String(count / most))
    row.classList.toggle('right', choice === right)
    row.append(label, number, bar)
    return row
  }))
}

/** What has not changed is not announced again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

listen(root + PATHS.events, {
  state(next) {
    snapshot = next
    carryOver(next)
    render()
    void send()
  },
  connected(now) {
    connected = now
    render()
  },
})

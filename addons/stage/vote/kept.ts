/** What a phone keeps, so that a reload or a lost connection loses nothing: who it is, and its answers by round. */
export interface Kept {
  /** A random id. A phone that clears its storage is another phone. */
  phone: string
  answer: (round: string) => number | undefined
  keep: (round: string, choice: number) => void
}

const KEY = 'stage-vote'
/** Rounds that are remembered. */
const MOST = 20

/**
 * @param storage undefined or refusing where the browser blocks it: then it is kept as long as the page is open
 */
export function loadKept(storage: () => Storage = () => localStorage): Kept {
  let phone = ''
  let answers: [string, number][] = []
  try {
    const stored = JSON.parse(storage().getItem(KEY) ?? '{}') as { phone?: unknown, answers?: unknown }
    if (typeof stored.phone === 'string' && /^[\w-]{8,40}$/.test(stored.phone)) phone = stored.phone
    if (Array.isArray(stored.answers)) answers = stored.answers.filter(isAnswer)
  } catch {
    // blocked, or not what this page wrote
  }
  const save = () => {
    try {
      storage().setItem(KEY, JSON.stringify({ phone, answers }))
    } catch {
      // blocked or full
    }
  }
  if (!phone) {
    // randomUUID is there only on https
    phone = [...crypto.getRandomValues(new Uint8Array(12))].map(byte => byte.toString(16).padStart(2, '0')).join('')
    save()
  }
  return {
    phone,
    answer: round => answers.find(([known]) => known === round)?.[1],
    keep(round, choice) {
      answers = [...answers.filter(([known]) => known !== round), [round, choice] as [string, number]].slice(-MOST)
      save()
    },
  }
}

function isAnswer(value: unknown): value is [string, number] {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isSafeInteger(value[1])
}

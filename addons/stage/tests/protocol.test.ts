import { describe, expect, it } from 'vitest'
import { LIMITS, parseAnswer, parseCommand, parseDefinition, parseRefusal, parseSnapshot, WireError } from '../protocol'
import { answered, outcome, wrongAnswer } from '../words'

const poll = { id: 'time', question: 'How long?', choices: ['fast', 'slow'] }

describe('the wire format', () => {
  it('knows an answer, and leaves out what it does not know', () => {
    const answer = { poll: 'time', round: 'r-1', choice: 1, phone: 'abc_DEF-09' }
    expect(parseAnswer(JSON.stringify({ ...answer, name: 'Ada', admin: true }))).toEqual(answer)
  })

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['nothing', 'null'],
    ['no choice', JSON.stringify({ poll: 'a', round: 'r', phone: 'p' })],
    ['a choice of text', JSON.stringify({ poll: 'a', round: 'r', choice: '1', phone: 'p' })],
    ['half a choice', JSON.stringify({ poll: 'a', round: 'r', choice: 0.5, phone: 'p' })],
    ['a choice below zero', JSON.stringify({ poll: 'a', round: 'r', choice: -1, phone: 'p' })],
    ['a poll with markup', JSON.stringify({ poll: '<b>', round: 'r', choice: 1, phone: 'p' })],
    ['a phone of any length', JSON.stringify({ poll: 'a', round: 'r', choice: 1, phone: 'p'.repeat(LIMITS.id + 1) })],
    ['an inherited field', '{"__proto__":{"poll":"a","round":"r","choice":1,"phone":"p"}}'],
  ])('refuses %s as an answer, and says why', (_, json) => {
    expect(() => parseAnswer(json)).toThrow(WireError)
  })

  it('knows every command', () => {
    for (const command of [
      { kind: 'open', poll },
      { kind: 'close', poll: 'time' },
      { kind: 'reopen', poll: 'time' },
      { kind: 'reset', poll: 'time' },
      { kind: 'show', poll: 'time', right: 1, text: '609 ms' },
      { kind: 'show', poll: 'time', text: '' },
    ]) expect(parseCommand(JSON.stringify(command))).toEqual(command)
    expect(() => parseCommand('{"kind":"drop","poll":"time"}')).toThrow('kind is "drop"; it must be open')
  })

  it.each([
    [{ ...poll, id: '' }, 'id is ""'],
    [{ ...poll, id: 'two words' }, 'id is "two words"'],
    [{ ...poll, question: '' }, 'question is ""'],
    [{ ...poll, choices: ['only'] }, 'there must be 2 to 9 choices, not 1'],
    [{ ...poll, choices: Array.from({ length: 10 }, () => 'x') }, 'there must be 2 to 9 choices, not 10'],
    [{ ...poll, choices: ['a', 3] }, 'choice 2 is 3'],
    [{ ...poll, choices: 'a, b' }, 'choices is not a list'],
  ])('says what is wrong with a poll (%#)', (definition, message) => {
    expect(() => parseDefinition(definition)).toThrow(message)
  })

  it('knows a snapshot with all that it may have', () => {
    const snapshot = {
      boot: 'b',
      speaker: true,
      polls: [{ ...poll, phase: 'shown', round: 'r', votes: [1, 2], right: 1, text: '609 ms' }, { ...poll, id: 'other', phase: 'open', round: 's' }],
      join: { url: 'http://192.168.1.20:8080/vote', size: 33, path: 'M0 0h1v1h-1z' },
    }
    expect(parseSnapshot(JSON.stringify(snapshot))).toEqual(snapshot)
    expect(() => parseSnapshot(JSON.stringify({ ...snapshot, polls: [{ ...snapshot.polls[0], votes: [1] }] }))).toThrow('votes')
  })

  it('finds a reason in a refusal, and a plain one where there is none', () => {
    expect(parseRefusal('{"error":"The vote is closed"}')).toBe('The vote is closed')
    expect(parseRefusal('<html>Bad gateway')).toBe('The server refused it')
  })
})

describe('the words', () => {
  it.each([
    [[10, 20, 29, 4], '609 ms: 4 of 63 saw it coming'],
    [[1, 0, 0, 0], '609 ms: none of 1 saw it coming'],
    [[0, 0, 0, 1], '609 ms: 1 of 1 saw it coming'],
    [[0, 0, 0, 9], '609 ms: all 9 saw it coming'],
    [[0, 0, 0, 0], '609 ms'],
  ])('%j', (votes, sentence) => {
    expect(outcome({ text: '609 ms', right: 3, votes })).toBe(sentence)
    expect(answered({ votes })).toBe(votes.reduce((a, b) => a + b))
  })

  it('leave out what there is not', () => {
    expect(outcome({ text: '609 ms', votes: [1, 2] })).toBe('609 ms')
    expect(outcome({ right: 0, votes: [1, 2] })).toBe('1 of 3 saw it coming')
    expect(outcome({})).toBe('')
    expect(answered({})).toBeUndefined()
  })

  it('name an answer that the poll does not offer, and its choices', () => {
    expect(wrongAnswer({ id: 'time', answer: 'slowly' }, ['fast', 'slow'])).toBe('<PollResult id="time">: the poll has no choice "slowly"; its choices are "fast", "slow"')
    expect(wrongAnswer({ id: 'time', answer: 'slow' }, ['fast', 'slow'])).toBeUndefined()
    expect(wrongAnswer({ id: 'time' }, ['fast', 'slow'])).toBeUndefined()
    expect(wrongAnswer({ id: 'other', answer: 'slow' })).toBeUndefined()
  })
})

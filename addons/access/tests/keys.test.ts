import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent } from 'vue'
import { isModified, keyMeant } from '../keys/key-meant'
import { useKeys } from '../keys/use-keys'

describe('the key that was meant', () => {
  it.each([
    ['a Latin letter, wherever it is (Dvorak)', { key: 'f', code: 'KeyY', shiftKey: false }, 'f'],
    ['a letter on a Cyrillic layout', { key: 'а', code: 'KeyF', shiftKey: false }, 'f'],
    ['a capital on a Greek layout', { key: 'Δ', code: 'KeyD', shiftKey: true }, 'D'],
    ['a digit on AZERTY', { key: '&', code: 'Digit1', shiftKey: false }, '1'],
    ['a digit on a Czech layout', { key: 'ě', code: 'Digit2', shiftKey: false }, '2'],
    ['an Arabic digit', { key: '٣', code: 'Digit3', shiftKey: false }, '3'],
    ['a digit with Shift on AZERTY', { key: '1', code: 'Digit1', shiftKey: true }, '1'],
    ['a sign with Shift on QWERTY', { key: '!', code: 'Digit1', shiftKey: true }, '!'],
    ['a question mark on AZERTY', { key: '?', code: 'KeyM', shiftKey: true }, '?'],
    ['a question mark on QWERTZ', { key: '?', code: 'Minus', shiftKey: true }, '?'],
    ['a clicker\'s full stop on a Cyrillic layout', { key: 'ю', code: 'Period', shiftKey: false }, '.'],
    ['a clicker\'s full stop on AZERTY', { key: ':', code: 'Period', shiftKey: false }, '.'],
    ['a named key', { key: 'ArrowRight', code: 'ArrowRight', shiftKey: false }, 'ArrowRight'],
    ['a key without a code, as a screen keyboard sends it', { key: 'x', code: '', shiftKey: false }, 'x'],
  ])('%s', (_, press, meant) => expect(keyMeant(press)).toBe(meant))
})

describe('a key with a modifier', () => {
  it.each([
    [{ ctrlKey: true }, true],
    [{ altKey: true }, true],
    [{ metaKey: true }, true],
    [{ shiftKey: true }, false],
    [{ ctrlKey: true, altKey: true, modifierAltGraph: true }, false],
  ])('%o is the browser\'s: %s', (init, expected) => {
    const event = new KeyboardEvent('keydown', { key: 'f', ...init })
    // happy-dom knows no AltGraph
    if ('modifierAltGraph' in init) Object.assign(event, { getModifierState: (key: string) => key === 'AltGraph' })
    else Object.assign(event, { getModifierState: () => false })
    expect(isModified(event)).toBe(expected)
  })
})

describe('the page', () => {
  const seen: string[] = []
  const see = (event: Event) => seen.push(`${event.type} ${(event as KeyboardEvent).key}`)
  const ends: (() => void)[] = []
  afterEach(() => {
    ends.splice(0).forEach(end => end())
    seen.length = 0
  })

  function press(target: Element, init: KeyboardEventInit): void {
    const wrapper = mount(defineComponent({ setup: useKeys, template: '<i />' }))
    ends.push(() => wrapper.unmount(), () => ['keydown', 'keyup'].forEach(type => document.removeEventListener(type, see)))
    for (const type of ['keydown', 'keyup']) {
      document.addEventListener(type, see)
      const event = new KeyboardEvent(type, { bubbles: true, cancelable: true, composed: true, ...init })
      Object.assign(event, { getModifierState: () => false })
      target.dispatchEvent(event)
    }
  }

  it('sees no key that is the browser\'s go down', () => {
    press(document.body, { key: 'f', code: 'KeyF', ctrlKey: true })
    expect(seen).toEqual(['keyup f'])
  })
  it('sees the key that was meant, once', () => {
    press(document.body, { key: '&', code: 'Digit1' })
    expect(seen).toEqual(['keydown 1', 'keyup 1'])
  })
  it('sees what was typed into a field as it was typed', () => {
    const input = document.body.appendChild(document.createElement('input'))
    ends.push(() => input.remove())
    press(input, { key: 'а', code: 'KeyF' })
    expect(seen).toEqual(['keydown а', 'keyup а'])
  })
})

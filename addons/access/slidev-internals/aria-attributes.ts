/** Attributes, and keys with them, that Slidev's own elements lack. */
interface Rule {
  /** Selector of the elements. */
  where: string
  /** Called for each of them whenever the page has changed, so a second call must change nothing. */
  apply: (element: HTMLElement, index: number) => void
}

/** Sets attributes that aren't so already; undefined takes one away. */
function set(element: Element, attributes: Record<string, string | undefined>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) element.removeAttribute(name)
    else if (element.getAttribute(name) !== value) element.setAttribute(name, value)
  }
}

/** Attributes that never change. */
const fixed = (attributes: Record<string, string>) => (element: Element) => set(element, attributes)

const pressable = new WeakSet<Element>()

/** Makes a button, or a radio button, of a `<div>` that only answers to a click. */
function control(element: HTMLElement, attributes: Record<string, string | undefined>, click?: () => void): void {
  set(element, { tabindex: '0', ...attributes })
  if (pressable.has(element)) return
  pressable.add(element)
  if (click) element.addEventListener('click', click)
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    event.stopPropagation()
    element.click()
  })
}

const scrollable = new WeakSet<Element>()

/** What scrolls can be scrolled by keys, which then don't change the slide. */
function scrolls(element: HTMLElement): void {
  set(element, { tabindex: '0' })
  if (scrollable.has(element)) return
  scrollable.add(element)
  element.addEventListener('keydown', (event) => {
    if (/^(?:Arrow(?:Up|Down)|Page(?:Up|Down)| )$/.test(event.key)) event.stopPropagation()
  })
}

const words = (element: Element | null | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? ''

/**
 * Slidev 53's pages and controls have no props, slots or settings for any of this, and overriding its components would mean
 * copying them; so attributes are set on what it has rendered. Vue leaves those alone that it did not set. Where an update
 * changes the markup a rule finds nothing and the page is as Slidev made it; tests/site/access.test.ts says what is missing.
 */
export const rules: readonly Rule[] = [
  // landmarks
  { where: '#page-root #slide-content, .slidev-presenter .grid-section.main', apply: fixed({ role: 'main', tabindex: '-1' }) },
  { where: '#page-root nav, .slidev-presenter nav', apply: fixed({ 'aria-label': 'Controls' }) },
  { where: '.slidev-presenter .grid-section.next', apply: fixed({ 'role': 'region', 'aria-label': 'What comes next' }) },
  { where: '.slidev-presenter .grid-section.note', apply: fixed({ 'role': 'region', 'aria-label': 'Notes' }) },
  { where: '.slidev-presenter .grid-section.bottom', apply: fixed({ 'role': 'region', 'aria-label': 'Controls and timer' }) },
  { where: '#slidev-goto-dialog', apply: fixed({ 'role': 'search', 'aria-label': 'Go to a slide' }) },
  { where: '#slidev-goto-dialog ul', apply: fixed({ 'id': 'slides-found', 'role': 'listbox', 'aria-label': 'Slides found' }) },
  {
    where: '#slidev-goto-dialog li',
    apply: (found, index) => set(found, {
      'id': `slide-found-${index}`,
      'role': 'option',
      'tabindex': '-1',
      'aria-selected': String(found.classList.contains('bg-active')),
    }),
  },
  // after the ids that it names
  {
    where: '#slidev-goto-input',
    apply: (input) => {
      const list = document.querySelector('#slidev-goto-dialog ul')
      set(input, {
        'aria-label': 'Number or title of a slide',
        'role': 'combobox',
        'aria-autocomplete': 'list',
        'aria-expanded': String(Boolean(list)),
        'aria-controls': list ? 'slides-found' : undefined,
        'aria-activedescendant': list?.querySelector('.bg-active')?.id,
      })
    },
  },

  // a button in a button: the outer one does the work, the inner one has the name
  {
    where: 'button:has(> button)',
    apply: (outer) => {
      const [inner] = outer.children
      set(outer, { 'aria-label': inner?.getAttribute('title') ?? words(inner), 'aria-expanded': String(Boolean(outer.nextElementSibling)) })
      set(inner as Element, { inert: '' })
    },
  },
  { where: 'button:has(> button) + div', apply: element => set(element, { 'data-menu': '', 'role': 'group', 'aria-label': element.previousElementSibling?.getAttribute('aria-label') ?? undefined }) },
  { where: '.select-list .items', apply: element => set(element, { 'role': 'radiogroup', 'aria-label': words(element.previousElementSibling) }) },
  { where: '.select-list .item', apply: element => control(element, { 'role': 'radio', 'aria-checked': String(element.classList.contains('active')) }) },
  { where: '[data-menu] label input', apply: input => set(input, { 'aria-label': words(input.closest('label')?.firstElementChild) }) },

  // the presenter
  { where: '.slidev-presenter .slidev-note', apply: scrolls },
  {
    where: '.slidev-presenter .bottom .group-not-hover\\:hidden > div',
    apply: (element, index) => control(element, { 'role': 'button', 'aria-label': ['Start or pause the timer', 'Reset the timer'][index] }),
  },

  // the overview as a page
  { where: '#app > .h-screen > nav', apply: fixed({ 'aria-label': 'Slides' }) },
  { where: '#app > .h-screen > nav .group button', apply: element => set(element, { 'aria-label': `Slide ${words(element)}` }) },
  { where: '#app > .h-screen > .absolute', apply: fixed({ 'role': 'complementary', 'aria-label': 'The talk in numbers' }) },

  // the page of notes
  { where: '#app > .h-full > .overflow-auto:has(> .slidev-note)', apply: fixed({ 'role': 'main', 'aria-label': 'Notes' }) },
  { where: '#app > .h-full > .overflow-auto:has(> .slidev-note)', apply: scrolls },
  { where: '#app > .h-full > .flex-none .px2', apply: fixed({ 'role': 'heading', 'aria-level': '1' }) },
  { where: '#app > .h-full:not(.slidev-presenter) > .flex-none', apply: (element, index) => set(element, { 'role': 'region', 'aria-label': ['Clicks', 'Controls'][index] }) },

  // the overview over a slide: see use-dialogs.ts
  { where: '.z-modal:has(> .grid .slidev-slide-container)', apply: fixed({ 'role': 'dialog', 'aria-label': 'Overview', 'data-overview': '' }) },
  // a picture of the slide: its links and buttons do nothing here
  { where: '[data-overview] .inline-block > .slidev-slide-container', apply: fixed({ inert: '' }) },
  // its number is the button, for a button's name has to have all its visible words, and the picture has a slide's
  {
    where: '[data-overview] .inline-block:has(> .slidev-slide-container) + .absolute',
    apply: (number, index) => {
      const picture = number.previousElementSibling as HTMLElement
      control(number, {
        'role': 'button',
        'data-card': String(index + 1),
        'aria-label': `Slide ${index + 1}: ${words(picture.querySelector('h1'))}`,
        'aria-current': picture.classList.contains('border-primary') ? 'true' : undefined,
      }, () => picture.click())
    },
  },
  { where: '#app > .z-modal.top-4', apply: fixed({ 'role': 'region', 'aria-label': 'Overview' }) },

  // about the talk
  { where: '.z-modal:has(.slidev-info-dialog)', apply: fixed({ 'role': 'dialog', 'aria-label': 'About this talk', 'data-about': '' }) },
]

/** Sets the attributes on what is there now. */
export function setAriaAttributes(root: ParentNode = document): void {
  for (const { where, apply } of rules) root.querySelectorAll<HTMLElement>(where).forEach(apply)
}

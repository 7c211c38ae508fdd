/** A link that the talk owes, with the slides that it must stand on. */
export interface RequiredLink {
  url: string
  what: string
  /** How the titles begin of the slides that have it beside the last one, which has them all. */
  on: string[]
}

/** Every link of the talk, where it leads now. Moved ones stand with their old and their new address. */
export const requiredLinks: RequiredLink[] = [
  { what: 'the article', url: 'https://ohadravid.github.io/posts/2023-03-rusty-python/', on: ['A slow program'] },
  { what: 'PyO3', url: 'https://github.com/PyO3/pyo3', on: ['What are bindings'] },
  { what: 'orjson', url: 'https://github.com/ijl/orjson', on: ['You may be using'] },
  { what: 'polars', url: 'https://github.com/pola-rs/polars', on: ['You may be using'] },
  { what: 'pydantic-core, archived', url: 'https://github.com/pydantic/pydantic-core', on: [] },
  { what: 'pydantic-core, now', url: 'https://github.com/pydantic/pydantic/tree/main/pydantic-core', on: ['You may be using'] },
  { what: 'ruff', url: 'https://github.com/astral-sh/ruff', on: ['ruff'] },
  { what: 'uv', url: 'https://github.com/astral-sh/uv', on: ['uv'] },
  { what: 'rye', url: 'https://github.com/astral-sh/rye', on: ['rye'] },
  { what: 'ArjanCodes on learning Rust', url: 'https://www.youtube.com/watch?v=MoqtsYLGCC4', on: [] },
  { what: 'ArjanCodes on combining both', url: 'https://www.youtube.com/watch?v=lyG6AKzu4ew', on: [] },
  { what: 'InfoWorld, renumbered', url: 'https://www.infoworld.com/article/2335770/how-to-use-rust-with-python-and-python-with-rust.html', on: [] },
  { what: 'Astral', url: 'https://astral.sh/', on: [] },
  { what: 'Rust on Wikipedia', url: 'https://en.wikipedia.org/wiki/Rust_(programming_language)', on: ['Rust:'] },
]

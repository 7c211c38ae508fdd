/** A link that the talk owes. Its last slide has them all. */
export interface RequiredLink {
  url: string
  what: string
  /** Whether the slide that it is about has it, too. */
  earlier: boolean
}

/** Every link of the talk, where it leads now. Moved ones are here with their old and their new address. */
export const requiredLinks: RequiredLink[] = [
  { what: 'the article', url: 'https://ohadravid.github.io/posts/2023-03-rusty-python/', earlier: true },
  { what: 'PyO3', url: 'https://github.com/PyO3/pyo3', earlier: true },
  { what: 'orjson', url: 'https://github.com/ijl/orjson', earlier: true },
  { what: 'polars', url: 'https://github.com/pola-rs/polars', earlier: true },
  { what: 'pydantic-core, archived', url: 'https://github.com/pydantic/pydantic-core', earlier: false },
  { what: 'pydantic-core, now', url: 'https://github.com/pydantic/pydantic/tree/main/pydantic-core', earlier: true },
  { what: 'ruff', url: 'https://github.com/astral-sh/ruff', earlier: true },
  { what: 'uv', url: 'https://github.com/astral-sh/uv', earlier: true },
  { what: 'rye', url: 'https://github.com/astral-sh/rye', earlier: true },
  { what: 'ArjanCodes on learning Rust', url: 'https://www.youtube.com/watch?v=MoqtsYLGCC4', earlier: false },
  { what: 'ArjanCodes on combining both', url: 'https://www.youtube.com/watch?v=lyG6AKzu4ew', earlier: false },
  { what: 'InfoWorld, renumbered', url: 'https://www.infoworld.com/article/2335770/how-to-use-rust-with-python-and-python-with-rust.html', earlier: false },
  { what: 'Astral', url: 'https://astral.sh/', earlier: false },
  { what: 'Rust on Wikipedia', url: 'https://en.wikipedia.org/wiki/Rust_(programming_language)', earlier: true },
]

/** A figure that is not a timing: what a slide or a note may print, and where it is from. */
export interface Fact {
  /** As printed, with its unit. */
  text: string
  source: { name: string, url: string }
  /** ISO day, month or year: of the event, where the fact is one, else of the source. */
  date: string
}

const orjson = { name: 'orjson\'s README', url: 'https://github.com/ijl/orjson' }
const pydantic = { name: 'Pydantic 2 announcement', url: 'https://github.com/pydantic/pydantic/blob/main/docs/blog/pydantic-v2-alpha.md' }
const pydanticCore = { name: 'pydantic-core\'s README', url: 'https://github.com/pydantic/pydantic-core' }
const polars = { name: 'Polars\' benchmarks, read in another text', url: 'https://pola.rs/posts/benchmarks/' }
const ruff = { name: 'ruff\'s README', url: 'https://github.com/astral-sh/ruff' }
const uv = { name: 'uv\'s README', url: 'https://github.com/astral-sh/uv' }
const rye = { name: 'rye\'s README', url: 'https://github.com/astral-sh/rye' }
const wikipedia = { name: 'Wikipedia', url: 'https://en.wikipedia.org/wiki/Rust_(programming_language)' }
const article = { name: 'Ohad Ravid', url: 'https://ohadravid.github.io/posts/2023-03-rusty-python/' }

/** Every other figure in the talk, by name. `then` is the day of the talk, 6 March 2024; versions were looked up in the registries on their date. */
export const facts = {
  // the README printed this run in November 2026 still
  'orjson-run': { text: 'orjson 3.10.11 on CPython 3.11.10', source: orjson, date: '2024-11' },
  'orjson-dumps': { text: '11.1×', source: orjson, date: '2024-11' },
  'orjson-loads': { text: '4.2×', source: orjson, date: '2024-11' },
  'polars-pandas': { text: '94×', source: polars, date: '2025-05' },
  'pydantic-core': { text: '17×', source: pydanticCore, date: '2024-03' },
  'pydantic-range': { text: '5 to 50×', source: pydantic, date: '2023-04-03' },
  'ruff-rules-then': { text: '700', source: ruff, date: '2024-03' },
  'ruff-rules': { text: '900', source: ruff, date: '2026-11' },
  'ruff-black': { text: '99.9%', source: ruff, date: '2026-11' },
  'uv-first': { text: '15 February 2024', source: uv, date: '2024-02-15' },
  'uv-series-then': { text: '0.1', source: uv, date: '2024-03-06' },
  'uv-series': { text: '0.13', source: uv, date: '2026-11-26' },
  'rye-first': { text: '23 April 2023', source: rye, date: '2023-04-23' },
  'rye-to-astral': { text: 'February 2024', source: rye, date: '2024-02' },
  'rye-last': { text: '0.44.0', source: rye, date: '2025-02' },
  'rye-archived': { text: '5 February 2026', source: rye, date: '2026-02-05' },
  'rust-begun': { text: '2006', source: wikipedia, date: '2006' },
  'rust-1': { text: '2015', source: wikipedia, date: '2015-05-15' },
  'article-date': { text: '28 March 2023', source: article, date: '2023-03-28' },
  'article-profile': { text: '96%', source: article, date: '2023-03-28' },
  'article-tests': { text: '100,000', source: article, date: '2023-03-28' },
} as const satisfies Record<string, Fact>

export type FactName = keyof typeof facts

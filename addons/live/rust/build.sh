#!/bin/bash
# Builds the module for the browser: a shared WebAssembly side module, as Pyodide loads it. Needs cargo, and from Debian 12:
#   apt-get install -y rustc-web rust-web-src lld-22
# Usage: build.sh [OUT]   OUT gets polymatch.release.wasm, polymatch.debug.wasm and manifest.json (default: built/)
#
# Nobody ships Rust's standard library for this target, so cargo builds it from Debian's sources (a minute; kept in
# node_modules/.cache/live). That, and the linker's options, are unstable features of the compiler: hence RUSTC_BOOTSTRAP.
# Paths are remapped, so the result does not depend on where it is built and can be compared.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
modules=$(cd "$here/../../../node_modules" && pwd)
out=$(mkdir -p "${1:-$here/built}" && cd "${1:-$here/built}" && pwd)
export RUSTC=${RUSTC:-/usr/bin/rustc} RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0
lld=${LLD:-/usr/bin/lld-22}
library=$("$RUSTC" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library || true

fail() { echo "build.sh: $1" >&2; exit 2; }
[ -x "$RUSTC" ] && [ -x "$lld" ] && [ -d "$library" ] || fail 'apt-get install -y rustc-web rust-web-src lld-22 (found not all of: rustc, lld, library sources)'
command -v cargo > /dev/null || fail 'cargo is not on the PATH'
library=$(cd "$library" && pwd -P)

work=$modules/.cache/live/$("$RUSTC" -V | tr -c 'a-z0-9.\n' '-')
mkdir -p "$work"
ln -sf "$lld" "$work/wasm-ld"

# For this target rustc drives a linker named `emcc`. This one keeps rustc's objects and calls wasm-ld with what makes a
# side module: memory, table and Python's functions come from the main module.
cat > "$work/emcc" <<'LINKER'
#!/bin/bash
objects=(); output=
while [ $# -gt 0 ]; do
  case "$1" in
    *.o|*.rlib|*.a) objects+=("$1") ;;
    -o) shift; output=$1 ;;
  esac
  shift
done
exec "$(dirname "$0")/wasm-ld" -shared --experimental-pic --no-entry --import-memory --import-table \
  --unresolved-symbols=import-dynamic --gc-sections --strip-all --export=PyInit_polymatch "${objects[@]}" -o "$output"
LINKER
chmod +x "$work/emcc"

# what PyO3 would ask a Python of this machine: Pyodide's can't be asked while it is built for
field() { node -p "require('$modules/pyodide/$1')$2"; }
python=$(field pyodide-lock.json .info.python)
cat > "$work/pyo3.txt" <<CONFIG
implementation=CPython
version=${python%.*}
shared=true
abi3=false
pointer_width=32
build_flags=
suppress_build_script_link_lines=true
CONFIG

export PYO3_CONFIG_FILE=$work/pyo3.txt CARGO_TARGET_DIR=$work/target CARGO_TARGET_WASM32_UNKNOWN_EMSCRIPTEN_LINKER=$work/emcc
export RUSTFLAGS="-C relocation-model=pic -C panic=immediate-abort -C strip=symbols -Z default-visibility=hidden
  -Z unstable-options -C link-self-contained=no --remap-path-prefix=$library=/rust/library
  --remap-path-prefix=/usr/lib/rustlib/src/rust/library=/rust/library --remap-path-prefix=$here=/polymatch --remap-path-prefix=$work=/work
  --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
build() { # PROFILE FOLDER
  # Rust's own library is optimised in a debug build as well, as it is where it comes ready-made
  (cd "$here" && cargo build --locked --quiet --target wasm32-unknown-emscripten -Z build-std=std,panic_abort -Z build-std-features= --profile "$1" \
    --config 'profile.dev.package.std.opt-level=3' --config 'profile.dev.package.core.opt-level=3' --config 'profile.dev.package.alloc.opt-level=3')
  cp "$CARGO_TARGET_DIR/wasm32-unknown-emscripten/$2/polymatch.wasm" "$out/polymatch.$2.wasm"
}
build release release
build dev debug

entry() { # NAME: one line of the manifest
  printf '    "%s": { "bytes": %d, "sha256": "%s" }' "$1" "$(stat -c %s "$out/$1")" "$(sha256sum "$out/$1" | cut -d' ' -f1)"
}
{
  echo '{'
  echo "  \"pyodide\": \"$(field package.json .version)\","
  echo "  \"abi\": \"$(field pyodide-lock.json .info.abi_version)\","
  echo "  \"platform\": \"$(field pyodide-lock.json .info.platform)\","
  echo "  \"python\": \"$python\","
  echo "  \"sources\": \"$(cd "$here" && cat build.sh Cargo.toml Cargo.lock src/*.rs | sha256sum | cut -d' ' -f1)\","
  echo '  "rustc": ['
  "$RUSTC" -vV | sed 's/.*/    "&",/; $ s/,$//'
  echo '  ],'
  echo "  \"lld\": \"$("$work/wasm-ld" --version | sed 's/^[^0-9]*\([0-9.]*\).*/\1/')\","
  echo '  "files": {'
  entry polymatch.release.wasm; echo ','
  entry polymatch.debug.wasm; echo
  echo '  }'
  echo '}'
} > "$out/manifest.json"
cat "$out/manifest.json"

#!/bin/bash
# Builds the module for the browser: a shared WebAssembly side module, as Pyodide loads it. From Debian 12's packages:
#   apt-get install -y rustc-web rust-web-src lld-22
# Usage: build.sh [OUT]   OUT gets polymatch.release.so, polymatch.debug.so and manifest.json (default: built/)
#
# No Rust standard library for this target comes ready-made, so `core` and `alloc` are built from Debian's sources first
# (half a minute; kept in node_modules/.cache/live). Building them, and the target's linker options, are unstable features: hence
# RUSTC_BOOTSTRAP. The output doesn't depend on where it is built (paths are remapped), so it can be compared.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$(mkdir -p "${1:-$here/built}" && cd "${1:-$here/built}" && pwd)
rustc=${RUSTC:-/usr/bin/rustc}
lld=${LLD:-/usr/bin/lld-22}
library=${RUST_LIBRARY:-$(find /usr/src -maxdepth 2 -path '/usr/src/rustc-*/library' 2>/dev/null | sort -V | tail -1)}
export RUSTC_BOOTSTRAP=1

fail() { echo "build.sh: $1" >&2; exit 2; }
[ -x "$rustc" ] && [ -x "$lld" ] && [ -d "$library" ] || fail 'apt-get install -y rustc-web rust-web-src lld-22 (found not all of: rustc, lld, library sources)'
"$rustc" -V | grep -q "$(basename "$(dirname "$library")" | sed 's/rustc-//; s/-.*//')" || fail "the sources in $library are not those of $("$rustc" -V)"

cache=$here/../../node_modules/.cache/live
mkdir -p "$cache"
work=$(cd "$cache" && pwd)/$("$rustc" -V | tr -c 'a-z0-9.\n' '-')
mkdir -p "$work"
ln -sf "$lld" "$work/wasm-ld"

# For this target rustc drives a linker of the name `emcc`. This one keeps rustc's objects and calls wasm-ld with what
# makes a side module: memory, table and Python's functions come from the main module.
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

target=(--target wasm32-unknown-emscripten -C relocation-model=pic -C panic=abort -Z default-visibility=hidden
  "--remap-path-prefix=$library=/rust/library" "--remap-path-prefix=$here=/polymatch" "--remap-path-prefix=$work=/work")

if [ ! -f "$work/liballoc.rlib" ]; then
  echo 'building core and alloc (once)'
  std=(--edition 2024 --crate-type rlib -C opt-level=3 -C embed-bitcode=yes --cap-lints allow -Z force-unstable-if-unmarked)
  echo '#![feature(compiler_builtins)] #![compiler_builtins] #![no_std] #![allow(internal_features)]' > "$work/compiler_builtins.rs"
  "$rustc" "${target[@]}" "${std[@]}" --crate-name core -o "$work/libcore.rlib" "$library/core/src/lib.rs"
  "$rustc" "${target[@]}" "${std[@]}" --crate-name compiler_builtins --extern "core=$work/libcore.rlib" \
    -o "$work/libcompiler_builtins.rlib" "$work/compiler_builtins.rs"
  "$rustc" "${target[@]}" "${std[@]}" --crate-name alloc --extern "core=$work/libcore.rlib" \
    --extern "compiler_builtins=$work/libcompiler_builtins.rlib" -o "$work/liballoc.tmp" "$library/alloc/src/lib.rs"
  mv "$work/liballoc.tmp" "$work/liballoc.rlib"
fi

build() {
  local name=$1; shift
  "$rustc" "${target[@]}" --edition 2024 --crate-type cdylib --crate-name polymatch \
    --extern "core=$work/libcore.rlib" --extern "alloc=$work/liballoc.rlib" -L "$work" \
    "$@" -C codegen-units=1 -Z unstable-options -C link-self-contained=no -C strip=symbols -C linker="$work/emcc" \
    -o "$out/polymatch.$name.so" "$here/src/lib.rs"
}
build release -C opt-level=3
build debug -C opt-level=0 -C debug-assertions=on -C overflow-checks=on

pyodide=$here/../../node_modules/pyodide
entry() { # NAME: one line of the manifest
  printf '    "%s": { "bytes": %d, "sha256": "%s" }' "$1" "$(stat -c %s "$out/$1")" "$(sha256sum "$out/$1" | cut -d' ' -f1)"
}
field() { node -p "require('$pyodide/$1')$2"; }
{
  echo '{'
  echo "  \"pyodide\": \"$(field package.json .version)\","
  echo "  \"abi\": \"$(field pyodide-lock.json .info.abi_version)\","
  echo "  \"platform\": \"$(field pyodide-lock.json .info.platform)\","
  echo "  \"python\": \"$(field pyodide-lock.json .info.python)\","
  echo "  \"sources\": \"$(cd "$here" && cat build.sh Cargo.toml src/*.rs | sha256sum | cut -d' ' -f1)\","
  echo '  "rustc": ['
  "$rustc" -vV | sed 's/.*/    "&",/; $ s/,$//'
  echo '  ],'
  echo "  \"lld\": \"$("$work/wasm-ld" --version | sed 's/^[^0-9]*\([0-9.]*\).*/\1/')\","
  echo '  "files": {'
  entry polymatch.release.so; echo ','
  entry polymatch.debug.so; echo
  echo '  }'
  echo '}'
} > "$out/manifest.json"
cat "$out/manifest.json"

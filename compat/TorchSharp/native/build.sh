#!/usr/bin/env bash
# Builds the native half of compat/TorchSharp: shim.cpp against an installed libtorch (1.13 or newer).
#   LIBTORCH=/path   another libtorch (its include/ and lib/); default: Debian's libtorch-dev
#   $1               output folder (default artifacts/native of the repository)
# The library is named by what it depends on (source, libtorch, compiler), so it is rebuilt only when one of them changed.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../../.." && pwd)"
out="${1:-$root/artifacts/native}"
cxx="${CXX:-g++}"

fail() { echo "compat/TorchSharp/native/build.sh: $*" >&2; exit 2; }
command -v "$cxx" >/dev/null || fail "no C++ compiler '$cxx'. Install g++, or set CXX."

if [[ -n "${LIBTORCH:-}" ]]; then
  includes=("$LIBTORCH/include" "$LIBTORCH/include/torch/csrc/api/include")
  lib="$LIBTORCH/lib"
  [[ -e "$lib/libtorch_cpu.so" ]] || fail "LIBTORCH=$LIBTORCH has no lib/libtorch_cpu.so. Name the folder that holds include/ and lib/."
else
  includes=(/usr/include/torch/csrc/api/include)
  lib=""
  for candidate in "/usr/lib/$("$cxx" -dumpmachine)" /usr/lib64 /usr/lib /usr/local/lib; do
    if [[ -e "$candidate/libtorch_cpu.so" ]]; then lib="$candidate"; break; fi
  done
  [[ -n "$lib" && -e /usr/include/ATen/ATen.h ]] || fail "no libtorch found. Install libtorch-dev (Debian, Ubuntu), or set LIBTORCH to a folder that holds include/ and lib/."
fi

key="$( { cat "$here/shim.cpp" "$here/build.sh"; readlink -f "$lib/libtorch_cpu.so"; stat -Lc '%s %Y' "$lib/libtorch_cpu.so"; "$cxx" -dumpfullversion; } | sha256sum | cut -c1-16)"
target="$out/libreprotorch.so"
stamp="$out/libreprotorch.key"
if [[ -e "$target" && "$(cat "$stamp" 2>/dev/null)" == "$key" ]]; then exit 0; fi

mkdir -p "$out"
abi=0 # which std::string this libtorch was built with
if [[ "$(nm -D --defined-only "$lib/libc10.so" | grep -c cxx11)" != 0 ]]; then abi=1; fi
libs=(-lc10 -ltorch_cpu)
if [[ -e "$lib/libtorch_cuda.so" ]]; then libs+=(-Wl,--no-as-needed -ltorch_cuda); fi

log="$(mktemp)"
built=""
for standard in 17 20; do
  if "$cxx" -std=c++$standard -O2 -fPIC -shared -fvisibility=hidden -w -D_GLIBCXX_USE_CXX11_ABI=$abi \
      "${includes[@]/#/-I}" "$here/shim.cpp" -o "$target.$$" \
      -L"$lib" -Wl,-rpath,"$lib" -Wl,-z,now "${libs[@]}" -ldl >"$log" 2>&1; then built=yes; break; fi
done
if [[ -z "$built" ]]; then head -40 "$log" >&2; rm -f "$log" "$target.$$"; fail "the compiler refused shim.cpp (above)."; fi
rm -f "$log"
mv -f "$target.$$" "$target"
echo "$key" > "$stamp"

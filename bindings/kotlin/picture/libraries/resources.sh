#!/usr/bin/env bash
# resources.sh FOLDER: out of the Android libraries in FOLDER/aar it makes, with aapt2, what Android's own build would:
#   FOLDER/unpacked       the libraries, a folder each
#   FOLDER/resources.apk  their resources, linked
#   FOLDER/r-classes      the classes R through which their code finds these
# FOLDER/framework/android-all.jar must hold Android's framework.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$1"

mkdir -p unpacked compiled
[ -f framework.apk ] || python3 "$here/framework.py" framework/android-all.jar framework.apk

packages=() compiled=()
for archive in aar/*.aar; do
  name=$(basename "$archive" .aar)
  library=unpacked/$name
  [ -d "$library" ] || unzip -q -o "$archive" -d "$library"
  if [ -s "$library/R.txt" ]; then
    packages+=("$(sed -n 's/.*package="\([^"]*\)".*/\1/p' "$library/AndroidManifest.xml" | head -n 1)")
  fi
  if [ -n "$(find "$library/res" -type f -print -quit 2>/dev/null)" ]; then
    [ -f "compiled/$name.zip" ] || aapt2 compile --legacy --dir "$library/res" -o "compiled/$name.zip"
    compiled+=(-R "compiled/$name.zip")
  fi
done

rm -rf r-sources r-classes
mkdir -p r-sources r-classes
aapt2 link -o resources.apk --manifest "$here/AndroidManifest.xml" -I framework.apk --java r-sources \
  --auto-add-overlay --non-final-ids "${compiled[@]}" \
  --extra-packages "$(printf '%s\n' "${packages[@]}" | sort -u | paste -sd:)"
find r-sources -name '*.java' -exec javac -nowarn --release 17 -d r-classes {} +

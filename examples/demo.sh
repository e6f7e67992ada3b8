#!/bin/sh
# Adds the example articles to a book in a temporary folder and asks it a few things. BIN is where the program is.
set -eu

here=$(dirname "$0")
program="${BIN:-.venv/bin}/pledgebook"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
PLEDGEBOOK_BOOK="$folder/demo.book"
export PLEDGEBOOK_BOOK

run() {
    printf '\n$ pledgebook %s\n' "$*"
    "$program" "$@"
}

run add "$here/articles"
run documents
run matrix
run figures
run conflicts
run timeline --kind commitment --kind meeting
run scenario --assume ceasefire=yes
run coverage "$here/needs.toml"
run entries --kind commitment --actor Sweden --action air_defence
entry=$("$program" export --format csv --kind commitment --actor Sweden --firmness binding | sed -n '2s/,.*//p')
if [ -n "$entry" ]; then
    run show "$entry" --lang en
    run show "$entry" --lang uk
fi
run document en_01_tallinn_meeting.txt
run verify

#!/bin/sh
# Show the main job on the example articles: read, count, ask, export, draw. Run by: make demo
set -eu
cd "$(dirname "$0")/.."
kg=${KG:-kg}
out=${DEMO:-demo-out}
store=$out/store

say() { printf '\n== %s\n\n' "$1"; }

rm -rf "$out"
mkdir -p "$out"

say "Reading the articles of examples/articles"
"$kg" build examples/articles --store "$store"

say "What was found"
"$kg" stats --store "$store"

say "Which figures do not agree, and why? (kg ask disagreements)"
"$kg" ask disagreements --store "$store"

say "How many people are said to have died, by whom, when? (kg ask figures --event killing)"
"$kg" ask figures --event killing --from 2024-03-05 --store "$store"

say "Who does the agency rely on? (kg ask sources-of --outlet Northgate)"
"$kg" ask sources-of --outlet Northgate --store "$store"

say "Taking it out"
"$kg" export gexf --store "$store" -o "$out/halvet.gexf"
"$kg" export svg --store "$store" -o "$out/halvet.svg"
"$kg" export rdf --format trig --store "$store" -o "$out/halvet.trig"

cat <<END

Done. In $out: halvet.gexf (open it with Gephi), halvet.svg (open it in a browser), halvet.trig (RDF).

Next:
  $kg show Vanek --store $store
  $kg ask claims-about --place Dremna --store $store
  $kg compare --store $store
  $kg sparql 'SELECT * { ?s ?p ?o } LIMIT 5' --store $store
  $kg build YOUR-ARTICLES --store my-store
END

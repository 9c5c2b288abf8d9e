#!/usr/bin/env bash
# Drives real servers through faults and counts what is lost, doubled or reordered. See docs/reliability.md.
#   ./chaos.sh [--seed N] [--scenario NAME]... [--scale N]
# --scale 1 is what the tests run, 10 the full size. Without --scenario all of them run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  sed -n '2,4s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  echo "Scenarios: $(grep -hoP '\[Trait\("scenario", "\K[^"]+' tests/Ponte.SystemTests/*/*.cs | sort -u | tr '\n' ' ')"
}

filter=()
while (($# > 0)); do
  case $1 in
    --seed) export PONTE_CHAOS_SEED=${2:?"--seed needs a number"} ;;
    --scale) export PONTE_CHAOS_SCALE=${2:?"--scale needs a number"} ;;
    --scenario) filter+=(-trait "scenario=${2:?"--scenario needs a name"}") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

((${#filter[@]} > 0)) || filter=(-namespace Ponte.SystemTests.Chaos)
dotnet build tests/Ponte.SystemTests --configuration Release --verbosity quiet -nodeReuse:false
for package in engine tests/fakes/fake-whatsapp; do
  [[ -d $package/node_modules ]] || (cd "$package" && npm ci --no-fund --no-audit --loglevel=error)
done

readonly report=artifacts/chaos/report.tsv
rm -f "$report"
status=0
tests/Ponte.SystemTests/bin/Release/net10.0/Ponte.SystemTests "${filter[@]}" -maxThreads 6 || status=1
if [[ -s $report ]]; then
  { printf 'scenario\tin\tout\tlost\tdoubled\treordered\tdrained\ttook\twhat was done\n'; sort "$report"; } | column -t -s $'\t'
fi
((status == 0)) || echo "A scenario failed: its output is above." >&2
exit "$status"

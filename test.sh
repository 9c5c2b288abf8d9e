#!/usr/bin/env bash
# Installs what the tests need, builds everything once and runs all tests.
# The results are in artifacts/test-results, one TRX file per test project.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly configuration=Release
readonly system_tests=tests/Ponte.SystemTests/Ponte.SystemTests.csproj
readonly results="$PWD/artifacts/test-results"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

has_postgres() {
  command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_node() {
  command -v npm >/dev/null && [[ $(node -p 'Number(process.versions.node.split(".")[0]) >= 20' 2>/dev/null) == true ]]
}

install_node() {
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "The WhatsApp engine needs Node.js 20 or newer with npm: https://nodejs.org" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends nodejs npm
  has_node || { echo "This system's Node.js is older than 20. Install a newer one: https://nodejs.org" >&2; exit 1; }
}

# The simulated WhatsApp's media host; Node reads at its start whom to trust.
readonly media_ca="$PWD/tests/fakes/fake-whatsapp/certificate/media-host.crt"

# Lints, checks the types of and tests one Node package; the counts are in its .tap file.
check_package() {
  local name flags=()
  name=$(basename "$1")

  # Told to exit, Node drops the results that a file has not written out yet; the simulated server's tests leave sockets behind that keep theirs.
  [[ $1 == engine ]] || flags=(--test-force-exit)
  (cd "$1" && npm run --silent lint && npm run --silent types)
  (cd "$1" && find test -name '*.test.js' -print0 | NODE_EXTRA_CA_CERTS="$media_ca" xargs -0 timeout 1200 node --test "${flags[@]}" --test-reporter=tap) >"$results/$name.tap" ||
    { grep -v '^# ' "$results/$name.tap" | tail -n 200 >&2; return 1; }
}

install_postgres() {
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "The tests need PostgreSQL's server programs (initdb, postgres). Install them, on Debian with" >&2
    echo "'apt-get install postgresql', or run this script once as root on Debian." >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # The tests start servers of their own: Debian need not make and start one.
  apt-get install -q -y --no-install-recommends postgresql-common
  sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  apt-get install -q -y --no-install-recommends postgresql
}

install_ffmpeg() {
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "The tests of recordings need ffmpeg: https://ffmpeg.org" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends ffmpeg
}

install_chromium() {
  if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
    echo "The tests of the dashboard need Chromium: https://www.chromium.org/getting-involved/download-chromium" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends chromium
}

# Installs what the Node packages need.
install_packages() {
  local package
  for package; do
    (cd "$package" && npm ci --no-fund --no-audit --loglevel=error)
  done
}

# Runs a test project, or a part of it: what follows the name of its results goes to the runner.
run_project() {
  local project=$1 name=$2
  shift 2
  dotnet test --project "$project" --configuration "$configuration" --no-build \
    --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename "$name.trx" "$@"
}

# The chaos scenarios mostly wait, for restarts and pauses of servers: more of them than there are processors run at a time, and nothing beside them.
run_chaos() {
  run_project "$system_tests" Ponte.ChaosTests --filter-namespace Ponte.SystemTests.Chaos --max-threads 8
}

# One of the jobs: a test project, or a Node package.
run_job() {
  case $1 in
    # They wait for each other's servers as often as they work: more of them than there are processors run at a time.
    "$system_tests") run_project "$1" Ponte.SystemTests --filter-not-namespace Ponte.SystemTests.Chaos --max-threads 3 ;;
    *.csproj) run_project "$1" "$(basename "$1" .csproj)" ;;
    *) check_package "$1" ;;
  esac
}
export -f run_job run_project check_package
export configuration results media_ca system_tests

command -v dotnet >/dev/null || { echo "The .NET 10 SDK is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
has_postgres || install_postgres
has_node || install_node
command -v ffmpeg >/dev/null || install_ffmpeg
command -v chromium >/dev/null || [[ -n ${PONTE_CHROMIUM:-} ]] || install_chromium

rm -rf "$results"
mkdir -p "$results"
status=0
packages=(engine tests/fakes/fake-whatsapp)

# The build itself needs the engine's packages; the others come meanwhile, one after the other: beside each other they have kept the registry waiting.
install_packages engine
install_packages tests/fakes/fake-whatsapp tests/fakes/s3 tests/lint &
others=$!
dotnet build Ponte.slnx --configuration "$configuration" --verbosity quiet -nodeReuse:false -p:FaultPointsLater=true
wait "$others"

# The tests start the gateway and the double hundreds of times. Compiled ahead of time, and not a second time while they run, they need a third less
# processor time; where that cannot be, they are as built.
export DOTNET_TC_CallCountThreshold=1000

# Many servers that live for seconds on few processors: their code is neither counted for better code nor mapped twice, they have one heap, and threads without work sleep at once.
export DOTNET_TieredPGO=0 DOTNET_gcServer=0 DOTNET_EnableWriteXorExecute=0 DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
ahead_of_time() {
  dotnet publish "$1" --configuration "$configuration" --runtime "$(dotnet --info | awk '$1 == "RID:" { print $2 }')" --no-self-contained \
    --verbosity quiet -nodeReuse:false -p:RunAnalyzers=false -p:PublishReadyToRun=true -p:PublishDir="$2" "${@:3}"
}
{
  ahead_of_time src/Ponte.Gateway "$PWD/artifacts/faults/$configuration/net10.0/" -p:FaultPoints=true
  ahead_of_time tests/fakes/Ponte.FakeChatwoot "$PWD/tests/fakes/Ponte.FakeChatwoot/bin/$configuration/net10.0/"
} || {
  echo "The servers were not compiled ahead of time: the tests take longer." >&2
  dotnet build src/Ponte.Gateway --configuration "$configuration" --verbosity quiet -nodeReuse:false -p:RunAnalyzers=false -p:FaultPoints=true
}

run_chaos || status=1

# The system tests take longest and start first; everything else runs beside them.
projects=()
for project in tests/*/*.csproj; do
  [[ $project == "$system_tests" ]] || projects+=("$project")
done

printf '%s\0' "$system_tests" "${packages[@]}" "${projects[@]}" | xargs -0 -n 1 -P 2 bash -euo pipefail -c 'run_job "$0"' || status=1

for project in "$system_tests" chaos/Ponte.ChaosTests "${projects[@]}"; do
  if [[ ! -s $results/$(basename "$project" .csproj).trx ]]; then
    echo "$project left no results." >&2
    status=1
  fi
done
exit "$status"

#!/usr/bin/env bash
# The README's "Five minutes with it" by itself, from an empty data folder: starts Ponte and a Chatwoot double, creates an instance with a simulated phone,
# connects Chatwoot, writes as a customer, answers as an agent, and says how long each step took. Leaves nothing behind.
#
#   docs/examples/quickstart.sh
#
# Needs the .NET SDK, Node.js, curl and jq. PONTE_PORT and CHATWOOT_PORT choose other ports; PONTE_RUN adds to `dotnet run`, for example "-c Release --no-build".
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

ponte=http://127.0.0.1:${PONTE_PORT:-8080}
chatwoot=http://127.0.0.1:${CHATWOOT_PORT:-3000}
data=$(mktemp -d)
pids=()
stop() {
  for pid in "${pids[@]}"; do
    kill -- "-$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  rm -rf "$data"
}
trap stop EXIT

started=$SECONDS
step() { echo "$((SECONDS - started)) s  $1"; }

# start LOG PROJECT ARGUMENTS...: each server in a process group of its own.
start() {
  # shellcheck disable=SC2086
  setsid dotnet run ${PONTE_RUN:-} --project "$2" -- "${@:3}" >"$data/$1" 2>&1 &
  pids+=($!)
}

# until_ready URL LOG
until_ready() {
  for _ in $(seq 600); do
    if curl --silent --output /dev/null --max-time 2 "$1"; then return; fi
    sleep 0.5
  done
  cat "$data/$2" >&2
  exit 1
}

# call METHOD ADDRESS HEADER [BODY]
call() {
  curl --fail-with-body --silent --show-error --request "$1" "$2" --header "$3" --header 'Content-Type: application/json' ${4:+--data "$4"}
}

# wait_for FILTER COMMAND...: repeats the command until jq's filter holds.
wait_for() {
  for _ in $(seq 120); do
    if "${@:2}" | jq --exit-status "$1" >/dev/null; then return; fi
    sleep 0.25
  done
  echo "This never came true: $1" >&2
  exit 1
}

start chatwoot.log tests/fakes/Ponte.FakeChatwoot --urls "$chatwoot"
until_ready "$chatwoot/api" chatwoot.log
step 'the Chatwoot double runs'
start ponte.log src/Ponte.Gateway --urls "$ponte" --Ponte:DataPath="$data/ponte"
until_ready "$ponte/health/ready" ponte.log
token=$(grep --only-matching --max-count=1 'pta_[A-Za-z0-9_-]*' "$data/ponte.log")
step 'Ponte runs'

call POST "$ponte/api/instance/new" "token: $token" '{"name":"suporte","engine":"sandbox"}' >/dev/null
step 'an instance with a simulated phone'
call POST "$ponte/api/chatwoot/set/suporte" "token: $token" \
  "{\"chatwootBaseUrl\":\"$chatwoot\",\"chatwootAccountId\":2,\"chatwootApiToken\":\"FakeAdminTokenFakeAdmin1\",\"inboxName\":\"Suporte\"}" >/dev/null
step 'Chatwoot is connected'

call POST "$ponte/api/sandbox/suporte/receive" "token: $token" '{"from":"5511900000001","name":"Maria","text":"Bom dia!"}' >/dev/null
wait_for 'any(.. | .content? // empty; . == "Bom dia!")' call GET "$chatwoot/_fake/messages" 'Accept: application/json'
step "the customer's message is in Chatwoot"
call POST "$chatwoot/api/v1/accounts/2/conversations/1/messages" 'Api-Access-Token: FakeAdminTokenFakeAdmin1' '{"content":"How can I help?"}' >/dev/null
wait_for 'any(.messages[]; .text == "How can I help?")' call GET "$ponte/api/sandbox/suporte/sent" "token: $token"
step "the agent's answer is on the phone"

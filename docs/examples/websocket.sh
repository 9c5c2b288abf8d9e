#!/usr/bin/env bash
# Turns the WebSocket of an instance on and prints its events, one JSON line each. See docs/events.md.
#   PONTE_URL=http://127.0.0.1:8080 PONTE_TOKEN=... docs/examples/websocket.sh [how many events]
# Needs curl, and Node.js 22, or 20 with its switch for WebSockets, which this script sets.
set -euo pipefail

url=${PONTE_URL:-http://127.0.0.1:8080}
instance=${PONTE_INSTANCE:-suporte}

curl --fail-with-body --silent --show-error --output /dev/null \
  --header "token: ${PONTE_TOKEN:?}" --header 'Content-Type: application/json' \
  --data '{"enabled":true,"events":["message.exchange"]}' \
  "$url/api/events/websocket/$instance"

count=${1:-0} address="ws${url#http}/ws/$instance" exec node --experimental-websocket --no-warnings --input-type=module --eval '
const { address, count, PONTE_TOKEN } = process.env;
let heard = 0;
// As in a browser, which cannot set headers: the token goes into the query.
const socket = new WebSocket(`${address}?token=${encodeURIComponent(PONTE_TOKEN)}`);
socket.onmessage = ({ data }) => {
  console.log(data);
  heard += 1;
  if (heard === Number(count)) socket.close();
};
socket.onclose = ({ code, reason }) => {
  if (code !== 1000 && code !== 1005) console.error(`closed: ${code} ${reason}`);
  process.exitCode = heard > 0 ? 0 : 1;
};
'

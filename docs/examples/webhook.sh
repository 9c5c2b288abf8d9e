#!/usr/bin/env bash
# Lets Ponte post the messages of an instance to an address, signed. See docs/events.md.
#   PONTE_URL=http://127.0.0.1:8080 PONTE_TOKEN=... docs/examples/webhook.sh https://app.example.com/whatsapp
set -euo pipefail

url=${1:?"usage: webhook.sh URL"}
instance=${PONTE_INSTANCE:-suporte}
secret=${PONTE_WEBHOOK_SECRET:-$(head -c 24 /dev/urandom | base64)}

curl --fail-with-body --silent --show-error \
  --header "token: ${PONTE_TOKEN:?}" --header 'Content-Type: application/json' \
  --data "{\"label\":\"default\",\"enabled\":true,\"url\":\"$url\",\"secret\":\"$secret\",\"events\":[\"message.exchange\",\"message.status\"]}" \
  "${PONTE_URL:-http://127.0.0.1:8080}/api/events/webhook/$instance"
echo
echo "The receiver checks X-Ponte-Signature with this secret: $secret" >&2

#!/usr/bin/env bash
# Sends a text, once, however often it is called for the same order.
#   PONTE_URL=http://127.0.0.1:8080 PONTE_TOKEN=... docs/examples/send-text.sh NUMBER "Your order is ready" order-1042
set -euo pipefail

number=${1:?"usage: send-text.sh NUMBER TEXT [KEY]"}
text=${2:?"usage: send-text.sh NUMBER TEXT [KEY]"}
key=${3:-$(cat /proc/sys/kernel/random/uuid)}

# --retry repeats what got no answer: the key makes that safe.
curl --fail-with-body --silent --show-error --retry 5 --retry-all-errors --retry-delay 1 \
  --header "token: ${PONTE_TOKEN:?}" --header 'Content-Type: application/json' --header "Idempotency-Key: $key" \
  --data "{\"number\":\"$number\",\"message\":\"$text\"}" \
  "${PONTE_URL:-http://127.0.0.1:8080}/api/message/text/${PONTE_INSTANCE:-suporte}"
echo

#!/usr/bin/env bash
# Sends a file of this machine as a document; up to 32 MB.
#   PONTE_URL=http://127.0.0.1:8080 PONTE_TOKEN=... docs/examples/send-file.sh NUMBER invoice.pdf "Your invoice"
set -euo pipefail

number=${1:?"usage: send-file.sh NUMBER FILE [CAPTION]"}
file=${2:?"usage: send-file.sh NUMBER FILE [CAPTION]"}

{
  printf '{"number":"%s","mediaType":"document","fileName":"%s","message":"%s","mediaBase64":"' "$number" "$(basename "$file")" "${3:-}"
  base64 --wrap=0 "$file"
  printf '"}'
} | curl --fail-with-body --silent --show-error \
  --header "token: ${PONTE_TOKEN:?}" --header 'Content-Type: application/json' --data-binary @- \
  "${PONTE_URL:-http://127.0.0.1:8080}/api/message/media/${PONTE_INSTANCE:-suporte}"
echo

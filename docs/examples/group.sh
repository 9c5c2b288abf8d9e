#!/usr/bin/env bash
# Makes a WhatsApp group, moves people in and out, gives it another name, and leaves it.
#
#   PONTE_URL=http://127.0.0.1:8080 PONTE_TOKEN=... ./group.sh INSTANCE NUMBER NUMBER...
#
# Needs curl and jq. The instance must be connected.
set -euo pipefail

: "${PONTE_URL:?the address of Ponte}" "${PONTE_TOKEN:?a TokenAccount or TokenInstance}"
instance=${1:?the name of an instance}
first=${2:?the number of whoever is in the group from the start}
others=$(jq -nc '$ARGS.positional' --args "${@:3}")

# call METHOD ROUTE [BODY]: prints the answer; an error is its message on standard error.
call() {
  local answer
  answer=$(curl --silent --show-error --request "$1" "$PONTE_URL/api/group/$2" --header "token: $PONTE_TOKEN" --header 'Content-Type: application/json' ${3:+--data "$3"})
  if [[ $(jq -r .success <<<"$answer") != true ]]; then
    jq -r .error.message <<<"$answer" >&2
    return 1
  fi
  echo "$answer"
}

group=$(call POST "create/$instance" "$(jq -nc --arg first "$first" '{name: "Orders", participants: [$first]}')" | jq -r .group.jid)
echo "made $group"

call POST "participants/$instance" "$(jq -nc --arg group "$group" --argjson others "$others" '{action: "add", identifier: $group, participants: $others}')" |
  jq -r '.participants[] | "add \(.jid): \(.error // "done")"'
call POST "participants/$instance" "$(jq -nc --arg group "$group" --arg first "$first" '{action: "remove", identifier: $group, participants: [$first]}')" |
  jq -r '.participants[] | "remove \(.jid): \(.error // "done")"'
call PUT "update/$instance" "$(jq -nc --arg group "$group" '{identifier: $group, name: "Orders 2"}')" | jq -r '"now called \(.group.name), \(.group.participantCount) people, \(.group.inviteLink)"'
call DELETE "leave/$instance?identifier=$group" | jq -r .message

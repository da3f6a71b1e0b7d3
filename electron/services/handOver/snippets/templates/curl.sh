#!/usr/bin/env bash
# @comment:requires@ bash, curl, openssl
set -euo pipefail

# @comment:keepSecret@
address='@address@'
token='@token@'
secret='@secret@'

# send METHOD PATH BODY
send() {
  local method=$1 url body=$3 host path date hash key signature
  url=$address$(encode "$2")
  # @comment:signed@
  host=${url#*://}
  host=${host%%/*}
  path=/${url#*://*/}
  date=$(LC_ALL=C date -u '+%a, %d %b %Y %H:%M:%S GMT')
  hash=$(printf %s "$body" | openssl dgst -sha256 -binary | openssl base64 -A)
  key=$(printf %s "$secret" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \n')
  signature=$(printf '%s\n%s\n%s;%s;%s' "$method" "$path" "$date" "$host" "$hash" |
    openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)
  set -- --silent --show-error --include --globoff --path-as-is --request "$method" \
    --header "Host: $host" \
    --header "x-ms-date: $date" \
    --header "x-ms-content-sha256: $hash" \
    --header "Authorization: HMAC-SHA256 Credential=$token&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=$signature"
  if [[ -n $body ]]; then
    set -- "$@" --header 'Content-Type: application/json' --data-binary @-
  fi
  printf %s "$body" | curl "$@" "$url"
}

# @comment:encode@
encode() {
  local LC_ALL=C text=$1 encoded='' character code i
  for ((i = 0; i < ${#text}; i++)); do
    character=${text:i:1}
    if [[ $character != [-A-Za-z0-9._~:/?@!\$\&\'\(\)*+,\;=%] ]]; then
      printf -v code %d "'$character"
      printf -v character '%%%02X' $((code & 255))
    fi
    encoded+=$character
  done
  printf %s "$encoded"
}

# @comment:call@
send '@method@' '@path@' '@body@'

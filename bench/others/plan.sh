#!/usr/bin/env bash
# The same with curl and jq, one process each a card: `plan.sh CARDS FOLDER`.
set -euo pipefail
for ((index = 0; index < $1; index++)); do
  file="$2/cards/gold-$(printf %05d "$index").yaml"
  id=$(sed -n 's/^id: //p' "$file")
  title=$(sed -n 's/^    title: //p' "$file" | sed 's/ #.*//')
  live=$(curl -fsS -d "{\"card_id\":\"$id\"}" -H 'content-type: application/json' \
    "$WXCARDS_WEIXIN_BASE_URL/card/get?access_token=$WXCARDS_COFFEE_ACCESS_TOKEN" |
    jq -r .card.member_card.base_info.title)
  [[ $live == "$title" ]] || { echo "$id differs" >&2; exit 1; }
done

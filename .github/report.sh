#!/usr/bin/env bash
# report.sh TITLE FILE: opens an issue with what the file says, in Markdown, and a link to the run.
# If an issue with this title is open, it gets the new text instead.
set -euo pipefail
title=$1
body=$2

printf '\n[The run](%s/%s/actions/runs/%s)\n' \
	"$GITHUB_SERVER_URL" "$GITHUB_REPOSITORY" "$GITHUB_RUN_ID" >> "$body"
export GH_REPO=$GITHUB_REPOSITORY
number=$(
	gh issue list --state open --limit 200 --json number,title \
		--jq "map(select(.title == \"$title\")) | first | .number // empty"
)
if [ -n "$number" ]; then
	gh issue edit "$number" --body-file "$body"
else
	gh issue create --title "$title" --body-file "$body"
fi

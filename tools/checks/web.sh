#!/usr/bin/env bash
# The web page: strict types and unit tests. Part of ./test.
set -euo pipefail
cd "$CSIP_ROOT"

bash tools/npm_install.sh web
cd web
good=0
bad=0
if npx --no-install tsc --noEmit; then good=1; else bad=1; fi
report=$CSIP_BUILD/test-logs/web.json
rm -f "$report"
npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$report" || true
read -r web_good web_bad < <(node -e '
  const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
  const broken = r.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length;
  console.log(r.numPassedTests, r.numFailedTests + broken);
  if (r.numPendingTests) console.error("skipped: " + r.numPendingTests + " web tests");' "$report" || echo 0 1)
echo "$((good + web_good)) passed, $((bad + web_bad)) failed"
[ $((bad + web_bad)) = 0 ]

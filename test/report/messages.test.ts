import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { kinds } from "../../src/kinds/registry.ts";
import type { KindEntry, Kinds } from "../../src/model/kind.ts";
import type { KindWords } from "../../src/model/kind-words.ts";
import type { Problem, Raised } from "../../src/model/problem.ts";
import { objectProblems } from "../../src/model/problems/objects.ts";
import type { OwnCode } from "../../src/model/problems/table.ts";
import { keyProblems } from "../../src/model/problems/wechatpay.ts";
import { problemCode, wechatpayCode, wechatpayCodes } from "../../src/platform/wechatpay/codes.ts";
import { weixinCodes } from "../../src/platform/weixin/codes.ts";
import { withVariables } from "../../src/report/messages/args.ts";
import { english } from "../../src/report/messages/en/english.ts";
import type { Words } from "../../src/report/messages/language.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import { wordsOf as wordsWith } from "../../src/report/words.ts";
import { englishLeft } from "../helpers/english-left.ts";

type Args = Problem["args"];

/** The words for a problem, with the kinds there are. */
const wordsOf = (problem: Problem) => wordsWith(problem, { kinds, language: english });

const catalogue = new Map<string, Words<never>>(Object.entries(english.words));
const sources = engineSources();
const refusal = {
  call: "/card/get",
  errcode: 40001,
  errmsg: "invalid credential",
  rid: "5f0a1b2c-1a2b3c4d-5e6f7a8b",
  address: null,
  key: null,
};
const payAnswer = {
  call: "/v3/brand/partner/card-member/cards/1001",
  method: "GET",
  status: 200,
  requestId: "08F7",
};
const privateKey = "WXCARDS_PAY_PRIVATE_KEY";
const publicKey = "WXCARDS_PAY_PUBLIC_KEY";
const shops = "coffee/PayGiftRule/shops";
const gold = "coffee/MemberCard/gold";
const hostCall = { host: "GitHub", call: "GET /repos/shop/cards/issues/7/comments" };
const difference = { field: "supply_bonus", declared: false, live: true, state: "CARD_STATUS_VERIFY_OK" };

/** The commit in the work tree, and the one that was applied last. */
const commits = {
  ...{ head: "b".repeat(40), applied: "a".repeat(40), at: "2026-11-28T10:00:00+08:00" },
  ref: "refs/heads/main",
};

interface Sample<Given> {
  readonly args: Given;
  /** Of a resource whose kind says what people call things; that of `args` where it is left out. */
  readonly address?: string;
  readonly path?: string;
  readonly says: readonly string[];
}

/** For each code: arguments as the tool gives them, and what the words then have to say. */
const samples: { readonly [Code in OwnCode]: Sample<Raised<Code>> } = {
  "vendor-from-binary": { args: {}, says: ["single binary", "npx wxcards init --ci"] },
  "vendor-no-package": { args: {}, says: ["does not run from its package", "dist/wxcards.cjs"] },
  "vendor-package-differs": {
    args: { file: "vendor/wxcards-0.1.0.tgz" },
    says: ["vendor/wxcards-0.1.0.tgz", "delete the file"],
  },
  "vendor-folder-taken": { args: { file: "vendor/package.json" }, says: ["vendor/package.json", "move it elsewhere"] },
  "vendor-of-go": { args: { file: "go.mod", folder: "vendor" }, says: ["go.mod", "vendor/", "of their own"] },
  "vendor-in-workspaces": {
    args: { file: "pnpm-workspace.yaml", folder: "vendor" },
    says: ["pnpm-workspace.yaml", "vendor/", '"!vendor"'],
  },
  "json-syntax": { args: { file: "package.json" }, says: ["package.json", "not JSON"] },
  "json-not-object": {
    args: { file: "package.json", key: "devDependencies" },
    says: ["devDependencies of package.json", "not an object"],
  },
  "file-missing": { args: { file: "cards/gold.yaml" }, says: ["cards/gold.yaml"] },
  "file-irregular": { args: { file: "cards/gold.yaml" }, says: ["cards/gold.yaml", "not a regular file"] },
  "file-linked": {
    args: { file: "cards/gold.yaml", reason: "link", part: "cards" },
    says: ["cards/gold.yaml", "cards is a symbolic link"],
  },
  "file-mounted": {
    args: { file: "cards/gold.yaml", reason: "mount", part: "cards" },
    says: ["cards/gold.yaml", "cards is a mount point"],
  },
  "file-too-large": { args: { file: ".env", reason: "large", limit: 65_536 }, says: [".env", "65,536 bytes"] },
  "ci-not-at-root": {
    args: { root: "..", folder: "shop" },
    says: ["root of the repository", "folder shop", "go to ..", "--project shop/wxcards.yaml"],
  },
  "file-not-written": {
    args: { file: ".wxcards/sandbox/coffee.json", reason: "link", part: ".wxcards" },
    says: [".wxcards/sandbox/coffee.json", ".wxcards is a symbolic link"],
  },
  "file-outside": { args: { file: "../gold.yaml" }, says: ["../gold.yaml", "--project"] },
  "file-not-utf8": { args: { file: "cards/gold.yaml" }, says: ["UTF-8"] },
  "yaml-syntax": {
    args: { reason: "Tabs are not allowed as indentation", rule: "TAB_AS_INDENT" },
    says: ["Tabs are not allowed", "with spaces"],
  },
  "number-not-plain": {
    args: { field: "base_info.get_limit", written: "0100", plain: "100" },
    says: ["base_info.get_limit", "0100", "plain digits: 100"],
  },
  "project-second-document": { args: {}, says: ["second", "---"] },
  "cards-pattern-unmatched": {
    args: { pattern: "cards", nearest: "cards/**/*.{yaml,yml}" },
    says: ["`cards: cards`", "did you mean cards/**/*.{yaml,yml}?"],
  },
  "cards-pattern-outside": {
    args: { pattern: "/**/*.yaml" },
    says: ["`cards: /**/*.yaml`", "outside", "cards/**/*.yaml"],
  },
  "cards-pattern-refused": {
    args: { pattern: "cards/@(a|b).yaml", rule: "extglob" },
    says: ['`cards:` "cards/@(a|b).yaml"', "round brackets", "cards/{gold,silver}.yaml"],
  },
  "file-not-document": { args: { file: ".git/config" }, says: [".git/config", ".yaml or .yml", "dot"] },
  "too-many-files": {
    args: { folder: "data", entries: 100_000, depth: 64 },
    says: ["100,000 files", "64 levels", "in data", "cards/**/*.yaml"],
  },
  "document-ending-unread": { args: { file: "cards/A.YAML" }, says: ["cards/A.YAML", "upper case", ".yaml or .yml"] },
  "document-not-matched": {
    args: { file: "drafts/gold.yaml", patterns: ["cards/**/*.{yaml,yml}"] },
    says: ["drafts/gold.yaml", "cards/**/*.{yaml,yml}", "plan"],
  },
  "yaml-version": { args: { version: "1.1" }, says: ["1.1", "%YAML"] },
  "yaml-tag": { args: { tag: "!secret" }, says: ["!secret"] },
  "yaml-too-large": { args: { limit: 1_048_576 }, says: ["1,048,576 bytes"] },
  "yaml-too-deep": {
    args: { depth: 64, nodes: 200_000, documents: 10_000 },
    says: ["64", "200,000 values", "10,000 documents"],
  },
  "yaml-too-long": { args: { tokens: 100_000 }, says: ["100,000 tokens", "not plain"] },
  "yaml-not-data": { args: { what: "alias" }, says: ["an alias"] },
  "accounts-too-many": { args: { count: 1_001, limit: 1_000 }, says: ["1,001 accounts", "1,000"] },
  "key-not-text": { args: { key: "12" }, says: ['"12"'] },
  "key-forbidden": { args: { key: "__proto__" }, says: ["__proto__"] },
  "duplicate-key": { args: { key: "title", line: 4 }, says: ["title", "line 4"] },
  "integer-too-large": { args: { written: "12345678901234567890" }, says: ['"12345678901234567890"'] },
  "number-not-finite": { args: { written: ".inf" }, says: [".inf"] },
  "text-broken": { args: {}, says: ["half of a character"] },

  "unknown-key": {
    args: { field: "base_info.tilte", key: "tilte", nearest: "title" },
    says: ["tilte", "did you mean title?"],
  },
  "id-misnamed": {
    args: { key: "card_id", inSpec: true, id: "pGold" },
    says: ["card_id is called `id`", '`id: "pGold"`'],
  },
  "request-pasted": {
    args: { key: "card", path: "card.member_card", inSpec: true, idName: "card_id" },
    says: ["card stands around the fields", "what is in card.member_card", "its card_id as `id:`"],
  },
  "merge-conflict": { args: { file: "cards/gold.yaml" }, says: ["cards/gold.yaml", "merge the two sides"] },
  "account-and-accounts": { args: {}, says: ["account", "accounts"] },
  "ignore-unknown": {
    args: { pointer: "/base_info/notcie", nearest: "/base_info/notice" },
    says: ["/base_info/notcie", "/base_info/notice"],
  },
  "consent-expired": { args: { what: "drift", until: "2026-01-31" }, says: ["drift", "2026-01-31"] },
  "consent-unused": { args: { what: "drift" }, says: ["drift"] },
  "delete-protected": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold", "protect"] },
  "delete-impossible": { args: { kind: "ToyBadge" }, says: ["ToyBadge"] },
  "delete-of-nothing": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold", "id:"] },
  "plan-file-missing": { args: { file: "plan.json" }, says: ["plan.json"] },
  "plan-file-altered": { args: { file: "plan.json" }, says: ["plan.json"] },
  "plan-file-format": { args: { file: "plan.json" }, says: ["plan.json"] },
  "plan-of-other-platform": { args: { sandbox: true }, says: ["embedded platform"] },
  "plan-of-other-account": {
    args: { account: "coffee", saved: "wx1", identity: "wx2" },
    says: ["coffee", "wx1", "wx2"],
  },
  "plan-moved": {
    args: {
      address: "coffee/MemberCard/gold",
      moved: [{ path: "/base_info/notice", side: "live", liveWas: "旧", live: "新" }],
    },
    says: ["coffee/MemberCard/gold", 'base_info.notice live "旧" → "新"'],
  },
  "moved-meanwhile": {
    args: { address: "coffee/MemberCard/gold", fields: ["/base_info/title"] },
    says: ["coffee/MemberCard/gold"],
  },
  "plan-not-needed": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold"] },
  "plan-not-approved": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold", "--target"] },
  "digest-differs": {
    args: { digest: "sha256:a", expected: "sha256:b", sends: ["coffee/MemberCard/gold base_info.title"] },
    says: ["sha256:a", "sha256:b", "coffee/MemberCard/gold base_info.title"],
  },
  "adopt-ambiguous": { args: { address: "coffee/MemberCard/gold", ids: ["pA", "pB"] }, says: ["pA and pB", "id: pA"] },
  "adopt-unequal": {
    args: { address: "coffee/MemberCard/gold", ids: ["pA"] },
    says: ["coffee/MemberCard/gold", "id: pA"],
  },
  "create-unclear": {
    args: { address: "coffee/MemberCard/gold", ids: ["pA", "pB"] },
    says: ["coffee/MemberCard/gold", "pA and pB", "`id:`"],
  },
  "was-still-there": {
    args: { address: "coffee/MemberCard/vip", was: "gold", done: false },
    says: ["coffee/MemberCard/vip", "was: gold"],
  },
  "former-unverified": {
    args: { address: "coffee/PayGiftRule/spring", bodies: ['{"a":1}', '{"b":2}'] },
    says: ['{"a":1}, {"b":2}', "--allow replace=coffee/PayGiftRule/spring", "state forget"],
  },
  "lease-held": {
    args: {
      ...{ account: "coffee", holder: "run 12 on build-7", nonce: "k3f9" },
      ...{ since: "2026-11-21T10:00:00Z", until: "2026-11-21T10:15:00Z" },
    },
    says: ["coffee", "run 12 on build-7", "10:00:00Z", "10:15:00Z", "--wait-lease", "state unlock k3f9"],
  },
  "lease-lost": {
    args: { account: "coffee", until: "2026-11-21T10:15:00Z" },
    says: ["coffee", "ends too soon", "run apply again"],
  },
  "state-git-missing": { args: {}, says: ["git was not found", "PATH"] },
  "state-git-old": { args: { version: "2.30.2", least: "2.31" }, says: ["git 2.30.2", "2.31"] },
  "state-git-unwilling": { args: { reason: "fatal: detected dubious ownership" }, says: ["fatal: detected dubious"] },
  "state-remote-unknown": {
    args: { remote: "origin", remotes: ["upstream", "fork"] },
    says: ["no remote origin", "upstream", "fork", "remote: NAME"],
  },
  "state-repository-unmade": {
    args: { folder: "/p/.git/wxcards/state.git", reason: "EROFS" },
    says: ["/p/.git/wxcards/state.git", "EROFS"],
  },
  "state-unreachable": {
    args: { remote: "origin", reason: "fatal: unable to access" },
    says: ["origin", "fatal: unable to access", "WXCARDS_GIT_TOKEN"],
  },
  "state-not-fetched": {
    args: { remote: "origin", branch: "wxcards-state/coffee" },
    says: ["wxcards-state/coffee", "git fetch origin wxcards-state/coffee"],
  },
  "state-rewound": {
    args: {
      remote: "origin",
      branch: "wxcards-state/coffee",
      seen: "3f2c9e",
      tip: "77b0e2",
      repository: "/p/state.git",
    },
    says: [
      "wxcards-state/coffee",
      "77b0e2 does not contain 3f2c9e",
      "--force origin 3f2c9e:refs/heads/wxcards-state/coffee",
    ],
  },
  "state-gone": {
    args: { remote: "origin", branch: "wxcards-state/coffee", seen: "3f2c9e", repository: "/p/state.git" },
    says: ["wxcards-state/coffee is gone from origin", "--git-dir='/p/state.git' push", "3f2c9e:refs/heads"],
  },
  "state-branch-foreign": {
    args: { remote: "origin", branch: "wxcards-state/coffee", commit: "77b0e2" },
    says: ["wxcards-state/coffee at 77b0e2"],
  },
  "state-branch-in-the-way": {
    args: { remote: "origin", branch: "wxcards-state/coffee", other: "wxcards-state" },
    says: ["wxcards-state/coffee cannot be made", "a branch wxcards-state"],
  },
  "state-remote-empty": { args: { remote: "origin" }, says: ["origin has no branch yet", "git push origin HEAD"] },
  "state-push-refused": {
    args: { remote: "origin", branches: ["wxcards-state/coffee"], reason: "remote: no" },
    says: ["origin does not take wxcards-state/coffee", "remote: no", "contents: write", "wxcards-state/**"],
  },
  "state-push-unknown": { args: { remote: "origin", reason: "late" }, says: ["origin", "late"] },
  "drift-not-saved": { args: { file: "plan.json" }, says: ["--only drift", "plan.json", "--report json=FILE"] },
  "base-unknown": {
    args: { ref: "origin/main", isShallow: true },
    says: ["--base origin/main", "no such commit", "git fetch --depth=1", "shallow"],
  },
  "base-outside-git": { args: { ref: "main" }, says: ["--base main", "no git repository"] },
  "base-unreadable": { args: { ref: "main", reason: "cards/gold.yaml" }, says: ["--base main", "cards/gold.yaml"] },
  "base-submodule": { args: { ref: "main", folder: "cards" }, says: ["submodule cards", "--base main"] },
  "base-with-errors": { args: { ref: "main", errors: 2 }, says: ["--base main", "2 errors", "wxcards validate"] },
  "older-commit": {
    args: { ...commits, isOlder: true },
    says: ["bbbbbbbbbb is older than aaaaaaaaaa", "2026-11-28T10:00:00+08:00 from main", "--allow rollback"],
  },
  "order-unknown": { args: commits, says: ["nobody can tell whether bbbbbbbbbb", "`fetch-depth: 0`"] },
  "commit-diverged": {
    args: { ...commits, changes: 2 },
    says: ["bbbbbbbbbb does not contain aaaaaaaaaa", "2 changes here would undo"],
  },
  "commit-not-pushed": { args: { head: commits.head, remote: "origin" }, says: ["bbbbbbbbbb", "origin", "push it"] },
  "recovery-waits": {
    args: {
      ...{ address: "coffee/MemberCard/gold", operation: "create", since: "2026-11-21T10:00:00+08:00" },
      ...{ notBefore: "2026-11-21T10:10:00+08:00", will: "wait" },
    },
    says: ["create of coffee/MemberCard/gold", "not before 10:10", "--wait-recovery"],
  },
  "rests-on-recovery": {
    args: { address: "coffee/PayGiftRule/spring", other: "coffee/MemberCard/gold" },
    says: ["coffee/PayGiftRule/spring waits for coffee/MemberCard/gold"],
  },
  "adopt-edited": {
    args: { address: "tea/BrandCard/black", ids: ["pBlack"] },
    says: ["tea/BrandCard/black", "pBlack", "id: pBlack"],
  },
  "intent-made-another": {
    args: { address: "tea/BrandCard/black", ids: ["pMade"], id: "pNamed" },
    says: ["tea/BrandCard/black", "pNamed", "write id: pMade"],
  },
  "intent-open": {
    args: { address: "tea/BrandCard/black", id: "pNamed", since: "2026-11-21T10:00:00+08:00" },
    says: ["tea/BrandCard/black", "pNamed", "2026-11-21T10:00:00+08:00"],
  },
  "made-not-shown": { args: { id: "pMade" }, says: ["pMade", "run again in a minute"] },
  "made-and-gone": {
    args: { address: "tea/BrandCard/black", ids: ["pBlack"] },
    says: ["tea/BrandCard/black", "pBlack", "id: pBlack", "state: absent"],
  },
  "created-another": {
    args: { address: "tea/BrandCard/black", id: "pBlack", other: "tea/BrandCard/white" },
    says: ["tea/BrandCard/black", "pBlack", "tea/BrandCard/white"],
  },
  "create-needs-field": { args: { field: "base_info.logo_url" }, says: ["base_info.logo_url"] },
  "absent-while-pending": {
    args: { address: "coffee/MemberCard/new", since: "2026-11-21T10:00:00+08:00" },
    says: ["coffee/MemberCard/new", "2026-11-21T10:00:00+08:00", "put the document back"],
  },
  "create-orphaned": {
    args: { others: ["coffee/MemberCard/new"] },
    says: ["coffee/MemberCard/new may be there", "run apply", "was:"],
  },
  "down-orphaned": {
    args: { others: ["coffee/PayGiftRule/spring"] },
    says: ["coffee/PayGiftRule/spring was taken down", "run apply", "state: absent"],
  },
  "renamed-perhaps": {
    args: { address: "coffee/MemberCard/vip", other: "MemberCard/gold", id: "pA" },
    says: ["coffee/MemberCard/vip", "MemberCard/gold", "was: gold"],
  },
  "consent-missing": {
    args: { what: "delete", address: "coffee/MemberCard/gold" },
    says: ["--allow delete=coffee/MemberCard/gold"],
  },
  "yaml-fullwidth": { args: {}, says: ["full-width", "colon"] },
  "file-unreadable": { args: { file: "cards/gold.yaml", reason: "EACCES" }, says: ["cards/gold.yaml", "EACCES"] },
  "blank-clears": {
    args: { field: "base_info.description" },
    says: ["base_info.description", "clears"],
  },
  "id-behind-two": {
    args: { id: "pA", other: "coffee/MemberCard/gold", address: "coffee/MemberCard/vip" },
    says: ["pA", "coffee/MemberCard/gold", "coffee/MemberCard/vip"],
  },
  "target-ambiguous": {
    args: { pattern: "MemberCard/gold", addresses: ["coffee/MemberCard/gold", "bakery/MemberCard/gold"] },
    says: ["bakery/MemberCard/gold", "*/MemberCard/gold"],
  },
  "stock-total-unknown": { args: { wanted: 200 }, says: ["total", "sku"] },
  "sent-and-not-shown": {
    args: { ...difference, field: "base_info.sku.total_quantity" },
    says: ["base_info.sku.total_quantity"],
  },
  "credential-of-another-account": {
    args: { account: "coffee", identity: "wx0123456789abcdef", platform: "weixin", count: 3 },
    says: ["coffee", "wx0123456789abcdef", "WXCARDS_COFFEE_APPSECRET", "3"],
  },
  "request-misled": { args: { path: "/v3/cards/.." }, says: ["/v3/cards/..", "in the state"] },
  "listing-endless": {
    args: { account: "coffee", total: 9_000_000, most: 100_000 },
    says: ["coffee", "9,000,000", "100,000"],
  },
  "answer-unusable": {
    args: { call: "/card/get", fields: ["custom_cell1.name", "custom_cell1.tips"] },
    says: ["card/get", "relay", "no possible value of custom_cell1.name and custom_cell1.tips", "--allow drift"],
  },
  "sandbox-state-damaged": { args: { file: ".wxcards/sandbox/coffee.json" }, says: [".wxcards/sandbox/coffee.json"] },
  "more-problems": { args: { errors: 3, warnings: 2 }, says: ["… and 5 more problems", "3 errors, 2 warnings"] },
  "port-taken": { args: { port: 8080 }, says: ["8080", "--port"] },
  "secret-in-file": { args: { key: "appsecret" }, says: ["appsecret", "environment"] },
  "from-environment": { args: { key: "serial_no" }, says: ["serial_no", "WXCARDS_<ACCOUNT>_SERIAL_NO"] },
  "missing-key": { args: { field: "accounts.coffee", key: "appid" }, says: ["appid is missing in accounts.coffee"] },
  "unknown-value": {
    args: { field: "guards.drift", value: "keeep", allowed: ["keep", "overwrite"], nearest: "keep" },
    says: ['"keeep"', "did you mean keep?"],
  },
  "wrong-type": {
    args: { field: "supply_bonus", expected: ["boolean"], found: "string" },
    says: ["supply_bonus must be true or false, not text"],
  },
  "number-not-text": {
    args: { field: "id", written: "1900000155" },
    says: ['id must be text: write "1900000155" in quotes'],
  },
  "value-is-comment": {
    args: { field: "color", comment: "#63b359" },
    says: ["color is empty: YAML reads #63b359 as a comment", 'put it in quotes: "#63b359"'],
  },
  "null-not-possible": { args: { field: "discount", expected: ["integer"] }, says: ["discount", "a whole number"] },
  "text-too-long": {
    args: { field: "base_info.title", bytes: 30, limit: 27 },
    says: [
      "base_info.title is too long: 30 bytes of UTF-8, at most 27 (9 Chinese characters)",
      "shorten it by 3 bytes",
    ],
  },
  "address-long": {
    args: { field: "background_pic_url", bytes: 140, limit: 128 },
    says: ["140 bytes", "128", "45021"],
  },
  "text-empty": { args: { field: "prerogative" }, says: ["prerogative must not be empty"] },
  "text-too-many-characters": {
    args: { field: "text", characters: 515, limit: 512 },
    says: ["515 characters, at most 512", "shorten it by 3 characters"],
  },
  "number-out-of-range": {
    args: { field: "discount", value: 101, comparison: "<=", limit: 100 },
    says: ["discount is 101; it must be at most 100"],
  },
  "list-length": {
    args: { field: "card_id_list", limit: 10, keyword: "maxItems", count: 12 },
    says: ["12 items", "at most 10", "take out 2"],
  },
  "duplicate-item": { args: { field: "location_id_list", item: 481397789 }, says: ["481397789 twice"] },
  "value-malformed": {
    args: { field: "accounts.coffee.appid", value: "coffee", pattern: "^wx[0-9a-zA-Z]{6,32}$" },
    says: ['"coffee"', "an AppID"],
  },
  "instant-in-milliseconds": {
    args: { field: "base_info.date_info.end_timestamp", value: 1798732799000, written: "1798732799000" },
    says: ["1798732799000 has 13 digits", "write 1798732799, the same instant in seconds"],
  },
  "instant-malformed": {
    args: { field: "end_time", value: "2026-02-30", written: "2026-02-30" },
    says: ["2026-02-30", "2026-12-31T23:59:59+08:00"],
  },
  "colour-malformed": {
    args: { field: "base_info.color", value: "green", written: "green" },
    says: ["green", "Color010"],
  },

  "project-missing": {
    args: { file: "wxcards.yaml", folder: "/home/me" },
    says: ["wxcards.yaml", "/home/me", "--project"],
  },
  "editor-schema-outdated": {
    args: { version: "0.1.0", own: "0.2.0", language: "en" },
    says: ["wxcards 0.1.0", "0.2.0", "`wxcards schema`"],
  },
  "timezone-unknown": { args: { timezone: "Asia/Peking" }, says: ["Asia/Peking", "Asia/Shanghai"] },
  "account-reserved": { args: { name: "sandbox" }, says: ["sandbox"] },
  "account-twice": {
    args: { name: "tea", twin: "coffee", identity: "weixin wx0123456789abcdef" },
    says: ["tea", "coffee", "wx0123456789abcdef"],
  },
  "default-twice": { args: { name: "tea", other: "coffee", platform: "weixin" }, says: ["tea", "coffee", "weixin"] },
  "document-not-object": { args: { kinds: ["MemberCard"] }, says: ["kind:", "MemberCard"] },
  "kind-missing": { args: { kinds: ["MemberCard"] }, says: ["MemberCard"] },
  "kind-unknown": {
    args: { kind: "MemberCrad", kinds: ["MemberCard"], nearest: "MemberCard" },
    says: ["MemberCrad", "did you mean MemberCard?"],
  },
  "name-not-nfc": { args: { name: "cafe\u0301" }, says: ["caf\u00e9"] },
  "account-needed": {
    args: { kind: "MemberCard", needed: "weixin", accounts: ["coffee", "tea"] },
    says: ["MemberCard", "coffee or tea"],
  },
  "account-unknown": {
    args: {
      kind: "MemberCard",
      needed: "weixin",
      account: "cofee",
      accounts: ["coffee", "sandbox"],
      nearest: "coffee",
    },
    says: ["cofee", "did you mean coffee?"],
  },
  "account-of-other-platform": {
    args: {
      account: "pay",
      kind: "MemberCard",
      needed: "weixin",
      platform: "wechatpay",
      accounts: ["coffee", "sandbox"],
    },
    says: ["pay", "wechatpay", "MemberCard", "use coffee"],
  },
  "duplicate-name": {
    args: {
      name: "gold",
      account: "coffee",
      kind: "MemberCard",
      other: "coffee/MemberCard/gold",
      file: "cards/a.yaml",
      line: 2,
    },
    says: ["gold", "cards/a.yaml:2"],
  },
  "duplicate-id": {
    args: {
      id: "pAbc",
      account: "coffee",
      kind: "MemberCard",
      other: "coffee/MemberCard/gold",
      file: "cards/a.yaml",
      line: 2,
    },
    says: ["pAbc", "coffee/MemberCard/gold", "cards/a.yaml:2"],
  },
  "selects-nothing": {
    args: { flag: "--account", pattern: "cofee", nearest: "coffee" },
    says: ["--account cofee", "did you mean coffee?"],
  },
  "state-damaged": {
    args: { file: "wxcards.state/coffee/state.yaml", reason: "format" },
    says: ["wxcards.state/coffee/state.yaml cannot be understood", "format", "bring back the version before it"],
  },
  "state-outside-git": {
    args: { folder: "wxcards.state" },
    says: ["no git repository", "state: { folder: wxcards.state }"],
  },
  "state-in-tree": { args: { folder: "memory" }, says: ["state in memory", "revert", "take `state:` out"] },
  "state-moved": { args: {}, says: ["somebody else applied", "nothing was sent", "plan again"] },
  "state-none": {
    args: { account: "coffee", place: "wxcards-state/coffee" },
    says: ["nothing is remembered of coffee", "wxcards-state/coffee"],
  },
  "state-moves": { args: {}, says: ["other runs", "nothing was sent", "run apply again"] },
  "state-seal": { args: { file: "coffee/state.yaml" }, says: ["coffee/state.yaml", "WXCARDS_STATE_KEY"] },
  "state-not-released": {
    args: { account: "coffee", why: "state-push-refused" },
    says: ["coffee", "state-push-refused", "wxcards state push"],
  },
  "state-entry-unknown": {
    args: { address: "MemberCard/golt", nearest: "MemberCard/gold" },
    says: ["nothing is remembered of MemberCard/golt", "did you mean MemberCard/gold?"],
  },
  "state-entry-ambiguous": {
    args: { address: "MemberCard/gold", addresses: ["coffee/MemberCard/gold", "tea/MemberCard/gold"] },
    says: ["MemberCard/gold could mean coffee/MemberCard/gold or tea/MemberCard/gold", "the whole address"],
  },
  "state-entry-declared": {
    args: { address: "coffee/MemberCard/gold" },
    says: ["coffee/MemberCard/gold has a document", "take its document away"],
  },
  "state-entry-open": {
    args: { address: "coffee/MemberCard/gold" },
    says: ["left something open for coffee/MemberCard/gold", "--recover-only"],
  },
  "lease-unknown": {
    args: { nonce: "k3f9", held: ["coffee a1b2"] },
    says: ["under k3f9", "held are coffee a1b2"],
  },
  "live-damaged": { args: { file: "live.json" }, says: ["live.json is no snapshot", "wxcards snapshot"] },
  "plan-offline": { args: { file: "plan.json" }, says: ["plan.json was planned offline", "plan again"] },
  "journal-tracked": {
    args: { file: ".wxcards/journal/coffee.jsonl" },
    says: [".wxcards/journal/coffee.jsonl is tracked by git", "git rm --cached"],
  },
  "journal-of-nobody": {
    args: { file: "left.jsonl", identity: "wx0123456789abcdef" },
    says: ["left.jsonl is of wx0123456789abcdef", "no account here"],
  },
  "journal-damaged": {
    args: { file: ".wxcards/journal/coffee.jsonl" },
    says: [".wxcards/journal/coffee.jsonl cannot be understood", "read the next plan well"],
  },
  "state-of-former-name": {
    args: { found: "old", identity: "1004", account: "tea" },
    says: ["the state of old", "1004", "called tea now", "from old to tea"],
  },
  "state-of-another-account": {
    args: { file: "wxcards.state/coffee/state.yaml", expected: "wx0123456789abcdef", account: "coffee" },
    says: ["wxcards.state/coffee/state.yaml", "wx0123456789abcdef"],
  },
  "id-differs-from-state": { args: { id: "pAbc", known: "pDef" }, says: ["pAbc", "pDef"] },
  "id-needed": {
    args: { address: "coffee/MemberCard/gold" },
    says: ["coffee/MemberCard/gold", "`id:` with the id"],
  },

  "stock-quantity": { args: { key: "quantity" }, path: "/base_info/sku/quantity", says: ["total_quantity"] },
  "custom-cell3": {
    args: { key: "custom_cell3" },
    path: "/custom_cell3",
    says: ["47001", "custom_cell1 or custom_cell2"],
  },
  "activation-modes": {
    args: { modes: ["auto_activate", "activate_url"], effective: "auto_activate" },
    says: ["auto_activate and activate_url"],
  },
  "stores-twice": { args: { count: 1 }, says: ["1 store ", "use_all_locations"] },
  "too-many-info-items": {
    args: { items: ["supply_bonus", "custom_field1", "custom_field2", "custom_field3"], limit: 3 },
    says: ["4 places", "a card has 3", "take out 1"],
  },
  "image-host-refused": {
    args: { host: "example.com", allowed: ["mmbiz.qpic.cn", "mmbiz.qlogo.cn"] },
    path: "/base_info/logo_url",
    says: ["base_info.logo_url is on example.com", "mmbiz.qpic.cn or mmbiz.qlogo.cn"],
  },
  "ends-before-it-begins": {
    args: {},
    path: "/base_info/date_info/end_timestamp",
    says: ["base_info.date_info.end_timestamp lies before base_info.date_info.begin_timestamp"],
  },
  "validity-member-foreign": {
    args: { key: "fixed_term", type: "DATE_TYPE_PERMANENT" },
    says: ["fixed_term", "DATE_TYPE_PERMANENT"],
  },
  "instant-past": {
    args: {},
    path: "/base_info/date_info/end_timestamp",
    says: ["base_info.date_info.end_timestamp lies in the past"],
  },
  "cards-void-beside-link": { args: { link: "url" }, says: ["url"] },
  "least-above-most": {
    args: { least: 20000, most: 200 },
    path: "/member_rule/least_cost",
    says: ["20000 (¥200.00) is above the largest amount, 200 (¥2.00)", "write 20000 as the largest if ¥200 is meant"],
  },
  "amount-below-yuan": {
    args: { field: "member_rule.least_cost", fen: 2 },
    path: "/member_rule/least_cost",
    says: ["member_rule.least_cost: 2 fen is ¥0.02", "write 200 if ¥2 is meant"],
  },
  "two-ways-to-claim": { args: {}, path: "/member_rule/jump_url", says: ["jump_url", "app_brand_id"] },
  "page-without-program": {
    args: { field: "custom_cell1.app_brand_pass", program: "custom_cell1.app_brand_user_name" },
    says: ["custom_cell1.app_brand_pass", "`app_brand_user_name:`"],
  },
  "activation-form-unset": {
    args: { call: "card/membercard/activateuserform/set" },
    path: "/wx_activate",
    says: ["card/membercard/activateuserform/set", "card_id", "`activateuserform:` below `settings:`"],
  },
  "form-without-activation": {
    args: {},
    path: "/settings/activateuserform",
    says: ["wx_activate is not true", "`wx_activate: true`"],
  },
  "form-field-twice": {
    args: { id: "USER_FORM_INFO_FLAG_SEX" },
    says: ["USER_FORM_INFO_FLAG_SEX is among", "one of the two lists"],
  },
  "form-personal": { args: { id: "USER_FORM_INFO_FLAG_IDCARD" }, says: ["USER_FORM_INFO_FLAG_IDCARD", "MOBILE"] },
  "form-editable": { args: {}, says: ["an event", "`can_modify: false`"] },
  "middle-taken-twice": {
    args: { fields: ["base_info.center_url", "settings.paycell.is_open"] },
    says: ["base_info.center_url and settings.paycell.is_open take the same place", "`is_open: false`"],
  },
  "activation-none": { args: {}, path: "", says: ["no way of activation", "auto_activate"] },
  "activation-switched": {
    args: { from: "auto_activate", to: "wx_activate", call: "card/membercard/activateuserform/set" },
    path: "/wx_activate",
    says: ["auto_activate", "wx_activate", "no effect", "72026", "card/membercard/activateuserform/set"],
  },
  "app-id-expected": {
    args: { field: "member_rule.app_brand_id", value: "gh_86a091e50ad4" },
    says: ["member_rule.app_brand_id", "gh_86a091e50ad4", "wx"],
  },
  "original-id-expected": {
    args: { field: "bonus_app_brand_user_name", value: "wxfedcba9876543210" },
    says: ["bonus_app_brand_user_name", "wxfedcba9876543210", "gh_…@app"],
  },
  "cell-without-target": {
    args: { targets: ["card_id_list", "url", "app_brand_id"] },
    path: "/modify_msg_operation/url_cell/text",
    says: ["modify_msg_operation.url_cell.text", "card_id_list, url or app_brand_id"],
  },
  "cell-without-text": { args: {}, path: "/modify_msg_operation/url_cell/url", says: ["`text` is missing", "`text:`"] },
  "coupons-ended": { args: { count: 1 }, path: "/x/card_id_list", says: ["2021-04-01"] },
  "instant-too-late": {
    address: gold,
    args: { field: "base_info.date_info.end_timestamp", before: "2038-01-19T00:00:00+08:00", last: "2038-01-17" },
    says: ["base_info.date_info.end_timestamp", "2038-01-19T00:00:00+08:00", "2038-01-17", "DATE_TYPE_PERMANENT"],
  },
  "new-lookalike": {
    args: {
      other: "coffee/MemberCard/gold",
      file: "cards/gold.yaml",
      line: 2,
      looks: ["云杉咖啡", "云杉金卡"],
      exists: false,
    },
    says: ["coffee/MemberCard/gold", "cards/gold.yaml:2", "云杉咖啡 and 云杉金卡"],
  },
  "text-long": {
    args: { bytes: 16, limit: 15 },
    path: "/base_info/custom_url_name",
    says: ["base_info.custom_url_name", "16 bytes", "15", "by 1 byte"],
  },
  "character-hidden": {
    args: { field: "base_info.title", codePoint: "U+200B", position: 3 },
    says: ["base_info.title", "U+200B", "character 3", "\\u200B"],
  },
  "rule-id-in-spec": { args: { key: "rule_id" }, path: "/rule_id", says: ["rule_id is no part of spec", "`id:`"] },
  "rule-status-in-spec": {
    args: { key: "status" },
    path: "/base_info/status",
    says: ["status is the platform's own", "`state: absent`"],
  },
  "item-declared-twice": {
    address: shops,
    args: { item: "1900000109", other: "bakery/PayGiftRule/shops", file: "cards/rules.yaml", line: 7 },
    path: "/base_info/mchid_list/0",
    says: [
      "merchant id 1900000109 is declared by bakery/PayGiftRule/shops already (cards/rules.yaml:7)",
      "in one rule only, whatever the account",
    ],
  },
  "reference-unknown": {
    args: { reference: "coffee/MemberCard/golde", nearest: "coffee/MemberCard/gold" },
    path: "/member_rule/card_id",
    says: ["there is no document coffee/MemberCard/golde", "did you mean coffee/MemberCard/gold?"],
  },
  "reference-of-other-account": {
    args: { reference: "bakery/MemberCard/gold", account: "coffee" },
    path: "/member_rule/card_id",
    says: [
      "bakery/MemberCard/gold belongs to another account",
      "one of coffee, such as MemberCard/gold, or move this document to bakery",
    ],
  },
  "reference-of-other-kind": {
    args: { reference: "coffee/PayGiftRule/shops", kind: "MemberCard" },
    path: "/member_rule/card_id",
    says: ["coffee/PayGiftRule/shops is no MemberCard", "MemberCard/gold"],
  },
  "reference-to-absent": {
    args: { reference: "coffee/MemberCard/gold" },
    path: "/member_rule/card_id",
    says: ["coffee/MemberCard/gold is to be deleted", "`state: absent`"],
  },
  "cards-above-five": { args: { count: 7 }, says: ["7 cards", "take out 2", "72019"] },
  "character-unproven": { args: { character: "🎂" }, path: "/base_info/title", says: ["base_info.title holds 🎂"] },

  "resource-missing": {
    args: { id: "pAbc", account: "coffee", answer: { ...refusal, errcode: 40073, errmsg: "invalid card id" } },
    says: ["pAbc", "errcode 40073: invalid card id", refusal.rid],
  },
  "resource-deleted": {
    args: { id: "pAbc", account: "coffee", state: "CARD_STATUS_DELETE" },
    says: ["pAbc", "CARD_STATUS_DELETE"],
  },
  "resource-of-other-type": { args: { id: "pAbc", account: "coffee", state: "GROUPON" }, says: ["pAbc", "GROUPON"] },
  "field-cannot-change": {
    args: { field: "base_info.brand_name", declared: "黑金咖啡", live: "金咖啡", state: "CARD_STATUS_VERIFY_OK" },
    says: ["黑金咖啡", "金咖啡", "rename the account", "系统繁忙"],
  },
  "moves-only-false-to-true": { args: difference, says: ["supply_bonus", "never off again"] },
  "moves-only-later": {
    args: { ...difference, field: "base_info.date_info.end_timestamp", declared: 1767196799, live: 1798732799 },
    says: ["only become later", "2026-12-31T23:59:59+08:00", "2025-12-31T23:59:59+08:00"],
  },
  "moves-only-earlier": {
    args: { ...difference, field: "base_info.date_info.begin_timestamp", declared: 1798732799, live: 1767196799 },
    says: ["only become earlier", "2025-12-31T23:59:59+08:00"],
  },
  "colour-without-name": {
    args: {
      ...difference,
      field: "base_info.color",
      declared: "#123456",
      live: "#63b359",
      value: "#123456",
      choices: ["Color010", "Color102"],
    },
    says: ["#123456", "Color010", "Color102"],
  },
  "drift-refused": { args: difference, says: ["supply_bonus", "guards.drift: overwrite"] },
  "review-refused": {
    args: { ...difference, since: "2026-11-21T10:00:00+08:00" },
    says: ["supply_bonus", "2026-11-21T10:00:00+08:00"],
  },
  "review-passed-without-value": {
    args: { ...difference, since: "2026-11-21T10:00:00+08:00" },
    says: ["supply_bonus", "the file says false"],
  },
  "too-many-info-items-live": {
    args: {
      items: ["supply_bonus", "supply_balance", "custom_field1", "custom_field2"],
      live: ["supply_bonus"],
      limit: 3,
    },
    says: ["4 places", "live already: supply_bonus"],
  },
  "validity-not-changeable": { args: { type: "DATE_TYPE_PERMANENT" }, says: ["DATE_TYPE_PERMANENT", "date_info"] },
  "activation-modes-live": {
    args: { modes: ["auto_activate", "wx_activate"], live: ["wx_activate"], effective: "auto_activate" },
    says: ["wx_activate is live already", "only auto_activate has effect"],
  },
  "object-lost": {
    args: {
      ids: ["9000001", "?1900000111"],
      items: ["1900000109", "1900000110", "1900000111"],
      address: "coffee/PayGiftRule/shops",
    },
    says: [
      "rule 9000001 and the rule of 1900000111 with merchant ids 1900000109, 1900000110 and 1900000111",
      "--allow replace=coffee/PayGiftRule/shops adds the merchant ids anew",
      "`state: absent`",
    ],
  },
  "object-id-stale": {
    address: shops,
    args: { ids: ["9000001", "9000002"], known: ["9000003", "9000004"] },
    says: ["rules 9000001 and 9000002, which are not on the platform", '`id: ["9000003", "9000004"]`'],
  },
  "replace-protected": {
    args: { address: "coffee/PayGiftRule/shops" },
    says: ["coffee/PayGiftRule/shops is protected", "`protect: true`"],
  },
  "object-expired": {
    args: { address: "coffee/PayGiftRule/shops" },
    path: "/base_info/end_time",
    says: [
      "base_info.end_time of coffee/PayGiftRule/shops has passed",
      "what is live stays as it is",
      "a later end",
      "`state: absent`",
    ],
  },
  "object-expired-new": {
    args: { address: "coffee/PayGiftRule/shops" },
    path: "/base_info/end_time",
    says: ["coffee/PayGiftRule/shops would be new, and base_info.end_time has passed"],
  },
  "objects-in-the-way": {
    args: {
      address: "coffee/PayGiftRule/shops",
      ids: ["9000001"],
      items: ["1900000109", "1900000110"],
      unnamed: 0,
      fields: ["/base_info/end_time"],
    },
    says: [
      "merchant ids of coffee/PayGiftRule/shops are in rule 9000001 already, which differs in base_info.end_time",
      "held there: 1900000109 and 1900000110",
      '`id: "9000001"`',
    ],
  },
  "reference-not-planned": {
    args: { address: "coffee/PayGiftRule/shops", reference: "coffee/MemberCard/gold" },
    says: ["coffee/PayGiftRule/shops needs the id of coffee/MemberCard/gold", "--target coffee/MemberCard/gold"],
  },
  "reference-not-there": {
    args: { id: "pAbc", kind: "MemberCard", account: "coffee", reason: "resource-missing" },
    path: "/member_rule/card_id",
    says: ["member_rule.card_id names pAbc, and coffee has no MemberCard of this id", "MemberCard/gold"],
  },
  "item-unconfirmed": {
    address: shops,
    args: { item: "1900000109", call: "/card/paygiftcard/add" },
    says: ["card/paygiftcard/add answered errcode 0", "merchant id 1900000109", "`wxcards plan`"],
  },
  "object-without-id": {
    address: shops,
    args: { items: ["1900000109"], call: "/card/paygiftcard/add" },
    says: ["card/paygiftcard/add took merchant id 1900000109 and told no rule id", "`wxcards plan`"],
  },
  "object-id-not-found": {
    address: shops,
    args: { items: ["1900000109", "1900000110"], ids: ["9000001", "9000002"], call: "/card/paygiftcard/add" },
    says: [
      "card/paygiftcard/add does not tell which rule holds merchant ids 1900000109 and 1900000110",
      "rules 9000001 and 9000002",
      "支付后赠会员卡",
      "`id:`",
    ],
  },
  "card-off-shelf": {
    args: { state: "CARD_STATUS_SYS_OFF_SHELF" },
    says: ["CARD_STATUS_SYS_OFF_SHELF", "nothing is sent"],
  },
  "card-expired": { args: { state: "CARD_STATUS_EXPIRED" }, says: ["CARD_STATUS_EXPIRED", "may have no effect"] },
  "stores-all-live": { args: {}, says: ["use_all_locations: false"] },
  "stock-below-claimed": { args: { wanted: 100, claimed: 1200 }, says: ["100", "1,200 cards", "write 1200 or more"] },
  "stock-above-limit": { args: { wanted: 200_000_000, limit: 100_000_000 }, says: ["200,000,000", "100000000"] },

  "credential-missing": {
    args: { account: "coffee", variables: ["WXCARDS_COFFEE_APPSECRET", "WXCARDS_COFFEE_ACCESS_TOKEN"] },
    says: ["coffee", "WXCARDS_COFFEE_APPSECRET or WXCARDS_COFFEE_ACCESS_TOKEN"],
  },
  "command-malformed": {
    args: { account: "coffee", variable: "WXCARDS_COFFEE_TOKEN_COMMAND", fault: "no-list" },
    says: ["WXCARDS_COFFEE_TOKEN_COMMAND", "no list", '["node", "token.js"]'],
  },
  "command-failed": {
    args: {
      account: "coffee",
      variable: "WXCARDS_COFFEE_TOKEN_COMMAND",
      why: "exit",
      exitCode: 3,
      said: "no such key",
    },
    says: ["WXCARDS_COFFEE_TOKEN_COMMAND", "ended with 3", "no such key"],
  },
  "command-answer-unusable": {
    args: { account: "coffee", variable: "WXCARDS_COFFEE_TOKEN_COMMAND", fault: "no-token" },
    says: ["WXCARDS_COFFEE_TOKEN_COMMAND", "printed no token", "expires_in"],
  },
  "token-command-repeats": {
    args: { ...refusal, account: "coffee" },
    says: ["errcode 40001: invalid credential", refusal.rid, "WXCARDS_COFFEE_TOKEN_COMMAND"],
  },
  "component-token-refused": {
    args: { ...refusal, credential: { account: "wx3456789012abcdef", component: true } },
    says: [refusal.rid, "WXCARDS_WX3456789012ABCDEF_COMPONENT_ACCESS_TOKEN", "_COMPONENT_VERIFY_TICKET"],
  },
  "refresh-token-unkept": {
    args: { account: "coffee", variables: ["WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND"] },
    says: ["coffee", "WXCARDS_COFFEE_REFRESH_TOKEN_COMMAND", "stdin"],
  },
  "authorizer-not-listed": {
    args: { identity: "wx0123456789abcdef", component: "wx3456789012abcdef" },
    says: ["wx0123456789abcdef", "wx3456789012abcdef", "permission set 8"],
  },
  "base-url-insecure": {
    args: { variable: "WXCARDS_WEIXIN_BASE_URL", fault: "scheme" },
    says: ["WXCARDS_WEIXIN_BASE_URL", "https:"],
  },
  "proxy-unusable": { args: { variable: "https_proxy", fault: "host" }, says: ["https_proxy"] },
  "token-given-refused": {
    args: { ...refusal, account: "coffee-pay" },
    says: ["errcode 40001: invalid credential", refusal.rid, "WXCARDS_COFFEE_PAY_ACCESS_TOKEN"],
  },
  "token-not-renewed": { args: refusal, says: ["errcode 40001: invalid credential", refusal.rid] },
  "token-refused-again": { args: refusal, says: ["errcode 40001: invalid credential", refusal.rid] },
  "token-missing": { args: { call: "/cgi-bin/stable_token" }, says: ["cgi-bin/stable_token"] },
  "no-answer": {
    args: { call: "/card/update", reason: "connect ECONNREFUSED", sent: false },
    says: ["card/update", "ECONNREFUSED"],
  },
  "http-status": { args: { call: "/card/update", status: 502, bytes: 120 }, says: ["card/update", "502"] },
  "answer-not-json": { args: { call: "/card/update", status: 200, bytes: 120 }, says: ["card/update", "120 bytes"] },
  "not-applied": {
    args: { fields: ["/base_info/title", "/prerogative"], call: "/card/update" },
    says: ["card/update", "base_info.title and prerogative"],
  },
  "review-refused-now": { args: { fields: ["/base_info/title"], call: "/card/update" }, says: ["base_info.title"] },

  "hex-colour-malformed": {
    args: { field: "background_color", value: "green", written: "green" },
    says: ["green", "#1A7F37"],
  },
  "wording-superlative": { args: { found: "最佳" }, path: "/card_title", says: ["最佳", "Advertising Law"] },
  "wording-test": { args: { found: "测试" }, path: "/card_title", says: ["测试", "trial"] },
  "wording-placeholder": { args: { found: "XXX" }, path: "/benefits", says: ["XXX", "placeholder"] },
  "wording-contact": { args: { found: "400-820-3366" }, path: "/card_title", says: ["400-820-3366"] },
  "wording-platform-mark": { args: { found: "微信" }, path: "/card_title", says: ["微信", "Tencent"] },
  "wording-date-over": { args: { found: "2024-12-31" }, path: "/benefits", says: ["2024-12-31", "over"] },
  "wording-house": {
    args: { found: "至尊", file: "words.txt", because: "品牌部不用" },
    path: "/card_title",
    says: ["至尊", "words.txt", "品牌部不用"],
  },
  "words-file-missing": { args: { file: "words.txt" }, says: ["words.txt is not there"] },
  "words-file-unusable": { args: { file: "words.txt", limit: 1000, longest: 64 }, says: ["words.txt", "1,000", "64"] },
  "card-type-not-sold": { args: { type: "PURCHASE" }, path: "/card_type", says: ["PURCHASE", "NORMAL"] },
  "code-needs-jump": { args: {}, path: "/code_type", says: ["JUMP_MINI_PROGRAM", "code_jump_information"] },
  "level-needs-first": { args: {}, path: "/need_display_level", says: ["init_level"] },
  "validity-member-missing": {
    args: { key: "available_end_time", type: "FIX_TIME_RANGE" },
    path: "/valid_date_information",
    says: ["FIX_TIME_RANGE needs available_end_time", "`available_end_time:`"],
  },
  "member-does-not-apply": {
    args: { field: "valid_date_information.available_end_time", beside: ["type: FIX_TERM"] },
    says: ["available_end_time", "type: FIX_TERM"],
  },
  "jump-incomplete": {
    args: { member: "points_information.jump_path" },
    path: "/points_information",
    says: ["points_information.jump_path", "add `jump_path:`"],
  },
  "live-member-refused": {
    args: { members: ["custom_cell1.extra"], address: "coffee/MemberCard/gold", named: true, agreed: false },
    says: ["custom_cell1.extra", "--allow lossy=coffee/MemberCard/gold"],
  },
  "member-unknown": {
    args: { field: "custom_cell1.extra" },
    path: "/custom_cell1/extra",
    says: ["custom_cell1.extra", "stays"],
  },
  "emptying-undocumented": {
    args: { field: "user_information.common_field_list" },
    says: ["user_information.common_field_list", "empty list"],
  },
  "picture-not-uploaded": {
    args: { host: "cdn.example" },
    path: "/card_picture_url",
    says: ["cdn.example", "wxpaylogo.qpic.cn"],
  },
  "address-not-public": { args: { host: "192.168.1.4" }, path: "/notify_url", says: ["192.168.1.4", "public"] },
  "platforms-own-in-spec": { args: { key: "create_time" }, says: ["create_time", "take it out"] },
  "object-empty": { args: { field: "points_information" }, says: ["points_information", "clears nothing"] },
  "character-of-four-bytes": { args: { character: "😀" }, path: "/card_title", says: ["card_title", "😀"] },
  "change-disputed": { args: { field: "init_level" }, says: ["init_level", "by itself"] },
  "validity-type-changes": { args: { from: "FIX_TERM" }, says: ["FIX_TERM"] },
  "number-is-ours": { args: { key: "out_request_no" }, says: ["out_request_no"] },
  "brand-in-project": { args: { key: "brand_id" }, says: ["brand_id", "account:"] },
  "card-id-in-spec": { args: { key: "card_id" }, says: ["card_id", "`id:`"] },
  "state-in-spec": { args: { key: "state" }, says: ["`state: absent`"] },
  "key-file-missing": {
    args: { account: "pay", variable: "WXCARDS_PAY_PRIVATE_KEY_FILE", file: "keys/apiclient_key.pem" },
    says: ["WXCARDS_PAY_PRIVATE_KEY_FILE", "keys/apiclient_key.pem"],
  },

  "key-file-unreadable": {
    args: {
      account: "pay",
      variable: "WXCARDS_PAY_PRIVATE_KEY_FILE",
      file: "keys/apiclient_key.pem",
      reason: "EACCES",
    },
    says: ["WXCARDS_PAY_PRIVATE_KEY_FILE", "keys/apiclient_key.pem", "EACCES"],
  },
  "key-in-place-of-file": {
    args: { account: "pay", variable: "WXCARDS_PAY_PRIVATE_KEY_FILE" },
    says: ["WXCARDS_PAY_PRIVATE_KEY_FILE holds a key", "into WXCARDS_PAY_PRIVATE_KEY,"],
  },
  "key-not-a-key": {
    args: { variable: privateKey },
    says: [privateKey, "apiclient_key.pem", "\\n", "base64", `${privateKey}_FILE`],
  },
  "key-cut-off": { args: { variable: privateKey }, says: [privateKey, "\\n", "base64", `${privateKey}_FILE`] },
  "key-is-public": { args: { variable: privateKey }, says: [privateKey, "apiclient_key.pem"] },
  "key-is-certificate": { args: { variable: privateKey }, says: [privateKey, "apiclient_key.pem, not apiclient_cert"] },
  "key-encrypted": { args: { variable: privateKey }, says: [privateKey, "openssl pkey"] },
  "key-is-p12": { args: { variable: privateKey }, says: [privateKey, "apiclient_key.pem"] },
  "key-not-rsa": { args: { variable: publicKey }, says: [publicKey, "RSA", "微信支付公钥"] },
  "key-too-short": { args: { variable: privateKey }, says: [privateKey, "2048 bits"] },
  "key-is-private": { args: { variable: publicKey }, says: [publicKey, "private key", "shown around"] },
  "key-is-own-certificate": { args: { variable: publicKey }, says: [publicKey, "apiclient_cert.pem"] },
  "public-key-id-missing": { args: { variable: `${publicKey}_ID` }, says: [`${publicKey}_ID`, "PUB_KEY_ID_"] },
  "public-key-id-malformed": { args: { variable: `${publicKey}_ID` }, says: [`${publicKey}_ID`, "PUB_KEY_ID_"] },
  "public-key-id-differs": { args: { variable: `${publicKey}_ID` }, says: [`${publicKey}_ID`, "serial number"] },
  "apiv3-key-length": { args: { variable: "WXCARDS_PAY_APIV3_KEY" }, says: ["WXCARDS_PAY_APIV3_KEY", "32 bytes"] },
  "serial-no-malformed": {
    args: { variable: "WXCARDS_PAY_SERIAL_NO" },
    says: ["WXCARDS_PAY_SERIAL_NO", "openssl x509"],
  },
  "key-does-not-sign": { args: { account: "pay" }, says: ["account pay", "openssl pkey -in apiclient_key.pem -check"] },
  "public-key-is-own": {
    args: { account: "pay", serial: "PUB_KEY_ID_0116" },
    says: ["account pay", "PUB_KEY_ID_0116"],
  },
  "public-key-needed": {
    args: { account: "pay", role: "brand" },
    says: ["account pay", "role: brand", "PUBLIC_KEY_ID"],
  },
  "platform-certificates-absent": {
    args: { ...payAnswer, status: 404, code: "RESOURCE_NOT_EXISTS", message: "无可用的平台证书" },
    says: ["无可用的平台证书", "RESOURCE_NOT_EXISTS", "HTTP 404", "Request-ID 08F7", "PUBLIC_KEY_ID"],
  },
  "apiv3-key-wrong": {
    args: { call: "/v3/certificates", count: 2, reasons: ["sealed"] },
    says: ["/v3/certificates", "2 certificates (not decrypted by the key)", "APIV3_KEY"],
  },
  "platform-certificates-unusable": {
    args: { call: "/v3/certificates", count: 2, reasons: ["expired", "early"] },
    says: ["/v3/certificates", "2 certificates (expired; not valid yet)", "clock"],
  },
  "call-unknown": {
    args: { ...payAnswer, status: 404 },
    says: ["GET /v3/brand", "HTTP 404", "Request-ID 08F7", "WXCARDS_WECHATPAY_BASE_URL"],
  },
  "answer-pending": { args: { ...payAnswer, status: 202 }, says: ["GET /v3/brand", "HTTP 202", "wxcards plan"] },
  "answer-unsigned": { args: payAnswer, says: ["GET /v3/brand", "not signed", "Request-ID 08F7"] },
  "answer-signature": {
    args: { ...payAnswer, serial: "PUB_KEY_ID_0116" },
    says: ["PUB_KEY_ID_0116", "Request-ID 08F7"],
  },
  "answer-signature-type": {
    args: { ...payAnswer, serial: "PUB_KEY_ID_0116" },
    says: ["algorithm", "PUB_KEY_ID_0116"],
  },
  "answer-probe": { args: { ...payAnswer, serial: "PUB_KEY_ID_0116" }, says: ["on purpose", "Request-ID 08F7"] },
  "answer-serial-unknown": {
    args: { ...payAnswer, serial: "5157F09EFDC096DE15EBE81A47057A7232F1B8E1" },
    says: ["5157F09EFDC096DE15EBE81A47057A7232F1B8E1", "platform certificate"],
  },
  "answer-clock": { args: { ...payAnswer, aheadSeconds: -400 }, says: ["your clock is 400 s behind the platform's"] },
  "rate-wait-too-long": {
    args: { call: "/v3/certificates", method: "GET", until: "14:05" },
    says: ["GET /v3/certificates", "before 14:05"],
  },

  "field-unknown": {
    args: { kind: "MemberCard", path: "base_info.tilte", nearest: "MemberCard.base_info.title" },
    says: ["MemberCard has no field base_info.tilte", "did you mean MemberCard.base_info.title?"],
  },
  "report-not-written": { args: { file: "out/plan.json", reason: "EACCES" }, says: ["out/plan.json", "EACCES"] },
  "step-summary-missing": { args: {}, says: ["GITHUB_STEP_SUMMARY is not set", "--report markdown=FILE"] },
  "step-summary-full": { args: { file: "/tmp/summary" }, says: ["/tmp/summary", "a step of its own"] },
  "output-not-written": { args: { reason: "ENOSPC" }, says: ["standard output", "ENOSPC"] },
  "env-file-unclear": { args: { file: ".env" }, says: ["git ls-files .env", "safe.directory"] },
  "env-file-tracked": { args: { file: ".env" }, says: ["git rm --cached .env", "new credentials"] },
  "env-line-refused": {
    args: { file: ".env", variables: ["WXCARDS_COFFEE_APPSECRET"] },
    says: [".env", "WXCARDS_COFFEE_APPSECRET"],
  },
  "no-terminal": { args: {}, says: ["--yes"] },
  "not-confirmed": { args: {}, says: ["yes"] },
  "host-silent": {
    args: { host: "api.weixin.qq.com", attempts: 3 },
    says: ["api.weixin.qq.com", "3 requests in a row", "firewall"],
  },
  "run-without-progress": { args: { minutes: 10 }, says: ["10 minutes", "run apply again"] },
  interrupted: { args: {}, says: ["interrupted"] },
  "account-stopped": { args: { account: "coffee", cause: "token-not-renewed" }, says: ["coffee refuses every call"] },
  "skipped-after-failure": { args: { step: "2" }, says: ["step 2"] },
  "secret-in-output": {
    args: { file: "plan.json", variables: ["NPM_TOKEN"] },
    says: ["plan.json", "NPM_TOKEN", "not written", "replace the credential"],
  },
  "journal-not-written": {
    args: { file: "wxcards.state/coffee/state.yaml", reason: "EACCES", account: "coffee" },
    says: ["wxcards.state/coffee/state.yaml", "EACCES"],
  },
  "state-not-written": {
    args: { file: "wxcards.state/coffee/lease.yaml", reason: "EACCES" },
    says: ["wxcards.state/coffee/lease.yaml", "EACCES", "nothing further was sent"],
  },
  "import-unclear": { args: { reason: "neither" }, says: ["nothing says what to import", "--all"] },
  "import-argument": {
    args: {
      argument: "MemberCrad/gold=pAbc",
      reason: "kind",
      kind: "MemberCrad",
      known: ["MemberCard"],
      nearest: "MemberCard",
    },
    says: ["MemberCrad/gold=pAbc", "did you mean MemberCard?"],
  },
  "address-taken": {
    args: { address: "coffee/MemberCard/gold", id: "pAbc" },
    says: ["coffee/MemberCard/gold", "pAbc under another name"],
  },
  "listing-incomplete": {
    args: { account: "coffee", total: 1200, listed: 1150 },
    says: ["coffee", "1,150 of 1,200"],
  },
  "listing-long": { args: { account: "coffee", total: 900 }, says: ["coffee", "900"] },
  "import-objects-gone": {
    args: { ids: ["9000001"], address: "coffee/PayGiftRule/shops" },
    says: ["rule 9000001", "not there"],
  },
  "import-objects-differ": {
    args: { ids: ["9000001", "9000002"], address: "coffee/PayGiftRule/shops" },
    says: ["rules 9000001 and 9000002 differ in more than", "coffee/PayGiftRule/shops=9000001"],
  },
  "cards-pattern-unclear": {
    args: { pattern: "cards/gold.yaml" },
    says: ["cards/gold.yaml", "cards/**/*.{yaml,yml}"],
  },
  "document-not-written": { args: { file: "cards/gold.yaml", reason: "EACCES" }, says: ["cards/gold.yaml", "EACCES"] },
  "import-not-valid": { args: { id: "pAbc", reason: "yaml-too-large" }, says: ["pAbc", "yaml-too-large"] },
  "value-not-kept": { args: { field: "base_info.title" }, says: ["base_info.title"] },
  bug: { args: { reason: "no operation called update" }, says: ["no operation called update"] },
  "comment-file-format": {
    args: { file: "status.json", format: "wxcards.status/1" },
    says: ["status.json", "wxcards.status/1", "plan --out", "--report json=FILE"],
  },
  "comment-place-missing": {
    args: { host: "GitHub", variable: "GITHUB_EVENT_PATH" },
    says: ["GitHub", "GITHUB_EVENT_PATH", "--number", "--commit", "--issue"],
  },
  "flags-exclusive": { args: { flags: ["--number", "--issue"] }, says: ["--number", "--issue"] },
  "host-variable-missing": {
    args: { variable: "GITHUB_REPOSITORY", host: "GitHub" },
    says: ["GITHUB_REPOSITORY", "owner/name"],
  },
  "host-event-unreadable": { args: { variable: "GITHUB_EVENT_PATH" }, says: ["GITHUB_EVENT_PATH", "--number"] },
  "host-token-missing": { args: { variable: "GITLAB_TOKEN", host: "GitLab" }, says: ["GITLAB_TOKEN", "GitLab"] },
  "host-token-refused": {
    args: { host: "Gitee", call: "GET /user", variable: "GITEE_TOKEN" },
    says: ["Gitee", "GET /user", "GITEE_TOKEN"],
  },
  "host-not-permitted": {
    args: { ...hostCall, variable: "GITHUB_TOKEN", answer: "Resource not accessible by integration" },
    says: [hostCall.call, "Resource not accessible by integration", "GITHUB_TOKEN"],
  },
  "host-not-found": {
    args: { ...hostCall, variable: "GITHUB_REPOSITORY" },
    says: [hostCall.call, "GITHUB_REPOSITORY"],
  },
  "host-refused": {
    args: { ...hostCall, status: 422, answer: "Validation Failed" },
    says: [hostCall.call, "422", "Validation Failed"],
  },
  "host-redirects": {
    args: { ...hostCall, status: 301, variable: "GITHUB_API_URL" },
    says: [hostCall.call, "301", "GITHUB_API_URL"],
  },
  "host-busy": { args: { ...hostCall, until: "11:30" }, says: [hostCall.call, "11:30"] },
  "host-no-answer": { args: { ...hostCall, reason: "ECONNRESET", sent: true }, says: [hostCall.call, "ECONNRESET"] },
  "host-answer-unusable": { args: { ...hostCall, status: 200, bytes: 1200 }, says: [hostCall.call, "200"] },
  "comment-unknown": { args: { ...hostCall, reason: "HTTP 500" }, says: [hostCall.call, "HTTP 500"] },
  "pull-conflict": {
    args: { field: "prerogative", declared: "文件改的", live: "控制台改的" },
    says: ["prerogative", "文件改的", "控制台改的"],
  },
  "pull-cannot-clear": { args: { field: "discount" }, says: ["discount"] },
  "pull-objects-differ": { args: { field: "member_rule.max_cost" }, says: ["member_rule.max_cost"] },
  "pull-alias": { args: { field: "base_info.notice" }, says: ["base_info.notice"] },
  "pull-unsayable": { args: { field: "base_info.notice" }, says: ["base_info.notice"] },
  "pull-file-changed": { args: { file: "cards/gold.yaml" }, says: ["cards/gold.yaml"] },
  "pull-patch-unsafe": { args: { file: "cards/gold.yaml" }, says: ["cards/gold.yaml"] },
  "member-unclear": {
    args: { reason: "several-accounts", accounts: ["coffee", "bakery"] },
    says: ["coffee", "bakery", "--account"],
  },
  "member-target-unclear": {
    args: { pattern: "MemberCard/golt", addresses: [], nearest: "MemberCard/gold" },
    says: ["--card MemberCard/golt", "MemberCard/gold"],
  },
  "code-memory-missing": { args: { account: "coffee" }, says: ["coffee", "wxcards apply"] },
  "code-consent-missing": {
    args: { address: "coffee/MemberCard/gold", status: "NORMAL" },
    says: ["coffee/MemberCard/gold", "--allow irreversible=code:CODE"],
  },
  "code-outcome-unknown": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold"] },
  "code-left-open": {
    args: { address: "coffee/MemberCard/gold", since: "2026-11-21T10:00:00+08:00" },
    says: ["2026-11-21T10:00:00+08:00"],
  },
  "member-target-new": { args: { address: "coffee/MemberCard/gold" }, says: ["coffee/MemberCard/gold"] },
  "person-in-file": {
    args: { count: 2, variable: "WXCARDS_COFFEE_TESTERS" },
    says: ["2 people are named here", "set WXCARDS_COFFEE_TESTERS"],
  },
  "person-in-patch": { args: { file: "cards/all.yaml" }, says: ["the diff of cards/all.yaml", "was not printed"] },
  "people-said-twice": { args: { variable: "WXCARDS_COFFEE_TESTERS" }, says: ["WXCARDS_COFFEE_TESTERS", "unset"] },
  "person-variable-malformed": {
    args: { variable: "WXCARDS_COFFEE_TESTERS", position: 3, reason: "form" },
    says: ["number 3 in WXCARDS_COFFEE_TESTERS", "does not look like a person", "commas or blanks"],
  },
  "people-thrown-out": {
    args: { people: ["person:3f9a1c02d4e5", "person:0123456789ab"] },
    says: ["takes 2 people off", "person:3f9a1c02d4e5", "person:0123456789ab", "`replace`"],
  },
  "people-unknown": { args: {}, says: ["nobody knows who is on the list", "`unverified`"] },
  "person-left-out": {
    args: { person: "person:3f9a1c02d4e5", call: "/card/testwhitelist/set" },
    says: ["person:3f9a1c02d4e5 is not on the list", "sends the whole list again"],
  },
  "account-has-one": {
    args: {
      account: "coffee",
      kind: "TestWhitelist",
      other: "coffee/TestWhitelist/staff",
      file: "cards/staff.yaml",
      line: 2,
    },
    says: ["coffee has one TestWhitelist", "cards/staff.yaml:2"],
  },
  "own-without-id": { args: { key: "id" }, says: ["id is not needed", "take the line out"] },
  "own-always-there": {
    args: { key: "state", fields: ["openid", "username"] },
    says: ["state means nothing here", "`openid: []` and `username: []`"],
  },
  "people-unsaid": {
    args: { variables: ["WXCARDS_COFFEE_TESTERS", "WXCARDS_COFFEE_TESTER_NAMES"] },
    says: ["nobody is named", "WXCARDS_COFFEE_TESTERS or WXCARDS_COFFEE_TESTER_NAMES"],
  },
  "whitelist-too-long": { args: { count: 12, limit: 10 }, says: ["12 people", "holds 10", "take 2 out"] },
  "whitelist-list-missing": {
    args: { list: "openid", count: 2 },
    says: ["openid is not said", "2 people of it", "`openid: []`"],
  },
};

/**
 * They are about the project file as a whole, about a field of member cards (in its sample), or about WeChat Pay, where
 * everybody has a merchant id.
 */
const otherTheme: ReadonlySet<string> = new Set([
  // About the flag `--card`.
  "member-target-unclear",
  "project-second-document",
  "field-cannot-change",
  "rate-wait-too-long",
  ...Object.keys(keyProblems),
]);

describe("codes and words belong together", () => {
  test("every entry of the catalogue is made somewhere", () => {
    const literals = literalsOf(sources);
    const unused = [...catalogue.keys()].filter((code) => !literals.has(code) && !inTemplate(code, sources));
    expect(unused).toEqual([]);
  });

  test("no code stands in two themes", () => {
    expect(catalogue.size).toBe(english.themes.reduce((sum, theme) => sum + Object.keys(theme.words).length, 0));
  });

  test("every entry has a sample here", () => {
    expect(Object.keys(samples).sort()).toEqual([...catalogue.keys()].sort());
  });
});

describe("words", () => {
  test.each(Object.entries(samples))(
    "of %s say what is wrong and what to do",
    (code, { args, address, path, says }) => {
      const { message, hint } = wordsOf(problem(code, args as Args, path, address));
      expectPlain(message, hint);
      expect(message).not.toMatch(/\bnull\b/);
      for (const part of says) expect(`${message}\n${hint}`).toContain(part);
    },
  );

  test.each(Object.entries(samples))("of %s say it in Chinese, with no English left", (code, sample) => {
    const { args, address, path } = sample;
    expect(wordsWith(problem(code, args as Args, path, address), { kinds, language: chinese }).message).not.toBe(code);
    for (const given of [args as Args, {}]) {
      const { message, hint = "" } = wordsWith(problem(code, given, path, address), { kinds, language: chinese });
      // Without arguments some codes make no sentence in any language, and stand for themselves.
      expect(message === code || /\p{Script=Han}/u.test(message)).toBe(true);
      expect(hint === "" || /\p{Script=Han}/u.test(hint)).toBe(true);
      // What others have said stands in the words as it is.
      const foreign = Object.values(given).filter((value) => typeof value === "string" && value.includes(" "));
      const own = foreign.reduce<string>((text, said) => text.replaceAll(String(said), "·"), `${message}\n${hint}`);
      expect([own, chinese.words[code as OwnCode].about].flatMap(englishLeft)).toEqual([]);
      expect(own).not.toMatch(/undefined|\[object/);
    }
  });

  test.each([...catalogue.keys()])("of %s hold without any argument", (code) => {
    const { message, hint } = wordsOf(problem(code, {}));
    expectPlain(message, hint);
  });

  test.each([...catalogue])("of %s explain the code in one to three sentences", (_code, words) => {
    expect(words.about).toMatch(/^[A-Z`].*\.$/s);
    expect(words.about.split(/\.(?: |$)/).filter((sentence) => sentence !== "").length).toBeLessThanOrEqual(3);
    expect(words.about).not.toMatch(/!(?!!?[a-z]+`)|undefined|\[object/);
  });
});

describe("of a kind that calls its objects offers and their items guests", () => {
  const party = "toys/ToyOffer/party";
  const toys = kindsWith({ object: ["offer", "offers"], item: ["guest", "guests"] });
  /** Raised by what a kind brings along, so that they may speak of what it describes. */
  const kindsOwn = literalsOf(sourcesOf((file) => /^kinds[\\/]/.test(file)));
  const weixin = { errcode: 90002, errmsg: "as sent", call: "/toy/lay", item: "an" };
  const others: readonly [OwnCode | `weixin-${number}`, Args][] = [
    ["object-lost", { address: party, ids: ["t1"], items: [] }],
    ["object-id-stale", { ids: ["t1", "?an"], known: ["t2", "?bo"], followed: true }],
    ["object-id-stale", { ids: ["?"], known: [] }],
    ["object-expired-new", { address: party, down: true }],
    ["objects-in-the-way", { address: party, ids: [], items: ["an"], unnamed: 2, fields: ["/until"] }],
    ["objects-in-the-way", { address: party, ids: ["t1"], items: [], unnamed: 1, fields: [] }],
    ["object-id-not-found", { call: "/toy/lay", items: ["an"], ids: [] }],
    ["field-cannot-change", { ...difference, field: "dish" }],
    ["consent-unused", { what: "occupied" }],
    ["consent-expired", { what: "occupied", until: "2026-01-31" }],
    ["id-behind-two", { id: "t1,?an", other: "toys/ToyOffer/feast", address: party }],
    ["resource-missing", { id: "t1,?" }],
    ["renamed-perhaps", { address: party, other: "toys/ToyOffer/feast", id: "t1,?an" }],
    ["plan-moved", { address: party, moved: [{ path: "/id", idWas: "t1,?an", id: "" }] }],
    ["not-applied", { call: "/toy/lay", fields: ["/dish"], several: true }],
    ["not-applied", { call: "/toy/clear", fields: [], removal: true }],
    ["list-length", { field: "allow.0.ids", limit: 1, keyword: "minItems", count: 0 }],
    ["value-malformed", { field: "allow.0.ids", value: [], pattern: "false schema" }],
    ["weixin-90002", weixin],
    ["weixin-90002", { ...weixin, own: true }],
    ["weixin-90002", { ...weixin, occupantId: "t1", own: true }],
    ["weixin-90002", { ...weixin, occupantId: "t1", manager: "toys/ToyOffer/feast" }],
    ["weixin-90002", { ...weixin, occupant: "wxfedcba9876543210" }],
    ["weixin-72004", { ...weixin, errcode: 72004, occupantId: "t1" }],
  ];
  const general = Object.entries(samples)
    .filter(([code]) => !kindsOwn.has(code) && !otherTheme.has(code))
    .map(([code, { args }]) => [code, ofToys(args as Args)] as const);

  test.each([...general, ...others])("the words of %s are those", (code, args) => {
    const { message, hint = "" } = wordsWith(problem(code, args, "/x", party), { kinds: toys, language: english });
    expectPlain(message, hint);
    // Files lie in folders and under patterns, whatever is in them.
    const said = `${message}\n${hint}`.replace(/`cards:[^`]*`|\bcards\/\S+|\bcard\/[a-z]\w*|wxcards/g, "…");
    expect(said).not.toMatch(/\brules?\b|merchant|\bcards?\b|mp\.weixin|\ba offer/i);
  });

  test.each(Object.keys(objectProblems))("%s is among them", (code) => {
    expect(general.map(([known]) => known)).toContain(code);
  });

  test.each<[string, Args, string]>([
    ["object-lost", { address: party, ids: ["t1"], items: ["an", "bo"] }, "offer t1 with guests an and bo"],
    ["replace-protected", { address: party }, "this change would take an offer of it down"],
    ["object-id-stale", { ids: [], known: [] }, "`id:` names an offer, which is not on the platform"],
    ["item-declared-twice", { item: "an", other: "x", file: "y", line: 3 }, "guest an is declared by x already"],
    ["weixin-90002", { ...weixin, own: true }, "an offer of this account"],
  ])("%s: %j", (code, args, words) => {
    expect(wordsWith(problem(code, args, "/x", party), { kinds: toys, language: english }).message).toContain(words);
  });

  test("a place where people see them stands in sentences only where the kind names one", () => {
    const args = { call: "/toy/lay", items: ["an"], ids: [] };
    const hintWith = (words: Partial<KindWords>) =>
      wordsWith(problem("object-id-not-found", args, "", party), { kinds: kindsWith(words), language: english }).hint;
    expect(hintWith({ site: { host: "toys.example", page: "tables" } })).toMatch(
      /^look the id up in toys\.example \(tables\) and write it as `id:`, or take the object down there/,
    );
    expect(hintWith({})).toBe("find out the id and write it as `id:`; then apply again");
  });
});

describe("a refusal of Weixin", () => {
  const answer = (errcode: number, more: Args = {}) =>
    wordsOf(
      problem(`weixin-${errcode}`, { ...refusal, call: "/card/update", errcode, errmsg: "text as sent", ...more }),
    );

  test.each([...weixinCodes.keys(), 99999])("with code %i keeps the platform's own words", (errcode) => {
    const { message, hint } = answer(errcode);
    expectPlain(message, hint);
    expect(message).toMatch(/^card\/update (was refused|got no clear answer): /);
    expect(message).toContain(`errcode ${errcode}: text as sent`);
    expect(message).toContain(`rid ${refusal.rid}`);
  });

  test.each([40164, 61004, 45035])("with code %i names the address to add", (errcode) => {
    expect(answer(errcode, { address: "203.0.113.7" }).hint).toContain("the address to add: 203.0.113.7");
  });

  test.each(["203.0.x.7", "203.0.113.*"])("says that the masked address %s is not for pasting", (address) => {
    expect(answer(40164, { address }).hint).toMatch(
      new RegExp(`${address.replaceAll(/[.*]/g, "\\$&")}: do not paste it`),
    );
  });

  test("names the key the platform's reader stopped at", () => {
    expect(answer(47001, { key: "member_card.base_info.brand_name" }).hint).toContain(
      "member_card.base_info.brand_name",
    );
  });

  test("without text and rid leaves both out", () => {
    const { message } = answer(45009, { errmsg: "", rid: null });
    expect(message).toMatch(/ \(errcode 45009\)$/);
  });

  test("names the account it holds for", () => {
    expect(answer(48001, { account: "coffee" }).message).toMatch(/^card\/update for account coffee was refused: /);
  });
});

describe("a refusal of WeChat Pay", () => {
  const refused = (code: string, more: Args = {}) =>
    wordsOf(
      problem(problemCode(code), { ...payAnswer, status: 400, code, message: "text as sent", detail: null, ...more }),
    );
  const sign: Args = {
    status: 401,
    role: "partner",
    identity: "1900000109",
    serialNo: "5157F09EFDC096DE",
    aheadSeconds: 0,
    signedBytes: 120,
    seen: null,
  };

  test.each([...wechatpayCodes.values(), wechatpayCode("NOT_KNOWN_YET")])(
    "with code $code keeps its words",
    (known) => {
      const { message, hint } = refused(known.code);
      expectPlain(message, hint);
      expect(message).toMatch(/^GET \/v3\/brand\S+ (was refused|got no clear answer): /);
      expect(message).toContain(`(code ${known.code}: text as sent, HTTP 400, Request-ID 08F7)`);
      expect(message).toContain(withVariables(english.codes.wechatpay(known.code).meaning, {}).slice(1, -1));
      expect(hint).toContain(withVariables(english.codes.wechatpay(known.code).todo, {}).slice(1, -1));
    },
  );

  test("holds without any argument, by the code of the problem", () => {
    const { message, hint } = wordsOf(problem("wechatpay-param-error", {}));
    expectPlain(message, hint);
    expect(message).toMatch(/^the call was refused: .*\(code PARAM_ERROR\)$/);
  });

  test("shows what the platform says of the field", () => {
    const detail = { field: "/card_title", value: "", issue: "值为空", location: "body" };
    expect(refused("PARAM_ERROR", { detail }).message).toContain(
      "text as sent, field /card_title, issue 值为空, location body, HTTP 400",
    );
  });

  test("is none with a status of 5xx, whatever the code", () => {
    expect(refused("PARAM_ERROR", { status: 500 }).message).toMatch(/ got no clear answer: /);
  });

  test("names the account, and the pause that is asked for", () => {
    const { message, hint } = refused("RATELIMIT_EXCEEDED", { status: 429, account: "pay", waitSeconds: 90 });
    expect(message).toMatch(/^GET \S+ for account pay was refused: /);
    expect(hint).toMatch(/^the platform asks for a pause of 90 seconds\nwait a little/);
  });

  test.each<[string, Args, string]>([
    ["ahead", { aheadSeconds: 400 }, "your clock is 400 s ahead of the platform's: set it right\n"],
    ["behind", { aheadSeconds: -400 }, "your clock is 400 s behind the platform's: set it right\n"],
    ["right", {}, "your clock agrees with the platform's\n"],
    ["not told", { aheadSeconds: null }, "5157F09EFDC096DE\n"],
  ])("of the signature says who signed and how the clock stands: %s", (_name, more, words) => {
    const { message, hint } = refused("SIGN_ERROR", { ...sign, ...more });
    expectPlain(message, hint);
    expect(hint).toMatch(/^signed as partner 1900000109 with certificate 5157F09EFDC096DE/);
    expect(hint).toContain(words);
    expect(hint).toContain("check in turn");
  });

  test("says what a relay changed", () => {
    const seen = { method: "POST", url: "/proxy/v3/x", bytes: 126 };
    expect(refused("SIGN_ERROR", { ...sign, seen }).hint).toContain(
      "the platform saw method POST, address /proxy/v3/x and 126 bytes to sign, not 120: a relay or proxy on the way changed the request",
    );
    const same = { method: "GET", url: `${payAnswer.call}?brand_id=1`, bytes: 120 };
    expect(refused("SIGN_ERROR", { ...sign, seen: same }).hint).not.toContain("changed the request");
  });

  test.each(["http-status", "no-answer", "answer-not-json"])("leaves no doubt about the relay: %s", (code) => {
    const { hint } = wordsOf(problem(code, { ...payAnswer, status: 502, bytes: 1 }));
    expect(hint).toContain("WXCARDS_WECHATPAY_BASE_URL");
  });
});

describe("wordsOf", () => {
  test("gives an unknown code with its arguments", () => {
    expect(wordsOf(problem("not-known-yet", { field: "title" }))).toEqual({ message: 'not-known-yet: field "title"' });
  });

  test("says of a failed reading back that the write was accepted", () => {
    const { message } = wordsOf(
      problem("no-answer", { call: "/card/get", reason: "socket closed", sent: true, after: "/card/update" }),
    );
    expect(message).toMatch(
      /^card\/update was accepted, but what came of it could not be read: card\/get got no complete answer/,
    );
  });

  test("sends an unknown key to the level it belongs to", () => {
    const { hint } = wordsOf(
      problem("unknown-key", { field: "title", key: "title", nearest: null, elsewhere: "base_info.title" }),
    );
    expect(hint).toBe("it belongs at base_info.title");
  });

  test("has a general way out for fields other than brand_name", () => {
    const { hint } = wordsOf(
      problem("field-cannot-change", { ...difference, field: "base_info.code_type", live: "CODE_TYPE_TEXT" }, "", gold),
    );
    expect(hint).toBe('write "CODE_TYPE_TEXT", or take the key out; another value needs a new card');
  });

  test("shows instants in the project's time zone when it is known", () => {
    const { message } = wordsOf(
      problem("moves-only-later", { ...difference, live: 1798732799, declared: 0, timezone: "UTC" }),
    );
    expect(message).toContain("2026-12-31T15:59:59+00:00");
  });

  const taken = (more: Args) =>
    wordsOf(problem("objects-in-the-way", { address: "coffee/PayGiftRule/shops", items: ["1900000109"], ...more }));

  test("sends a rule in the way that shows no id to what it holds", () => {
    const { message, hint } = taken({ ids: [], unnamed: 1, fields: ["/base_info/end_time"] });
    expect(message).toContain("in 1 rule of unknown id already, which differs in base_info.end_time");
    expect(hint).toMatch(
      /^its id is not shown: write all merchant ids held there and base_info.end_time as there, apply once/,
    );
    expect(hint).toContain("支付后赠会员卡");
  });

  test("says both of rules in the way of which some show an id", () => {
    const { message, hint } = taken({ ids: ["9000001"], unnamed: 2, fields: [] });
    expect(message).toContain("in rule 9000001 and 2 rules of unknown id already, which hold others as well");
    expect(hint?.split("\n")).toEqual([
      expect.stringMatching(/^write `id: "9000001"`/),
      expect.stringMatching(/^of unknown id: their ids are not shown: write all merchant ids held there, apply once/),
    ]);
  });

  test("takes an id that no state has for a slip of the pen, not for a loss", () => {
    const { message, hint } = wordsOf(
      problem("object-lost", { ids: ["9000001"], items: [], address: "coffee/PayGiftRule/shops" }),
    );
    expect(message).toBe("coffee/PayGiftRule/shops names what is not on the platform: rule 9000001");
    expect(hint).toContain("correct `id:`");
  });

  test("says of an id that is live already that nothing is sent", () => {
    const args = { id: "pAbc", kind: "MemberCard", account: "coffee", reason: "resource-missing", isLive: true };
    expect(wordsOf(problem("reference-not-there", args)).hint).toContain("this plan does not send it");
  });

  test.each([
    ["U+000A", "base_info.title takes one line and holds a line break, as character 3", "one line"],
    ["U+0009", "base_info.title takes one line and holds a tab, as character 3", "one line"],
    ["U+E0041", "base_info.title holds an invisible character, U+E0041, as character 3", "\\u{E0041}"],
  ])("calls %s what people call it", (codePoint, message, hint) => {
    const words = wordsOf(problem("character-hidden", { field: "base_info.title", codePoint, position: 3 }));
    expect([words.message, words.hint]).toEqual([message, expect.stringContaining(hint)]);
  });

  test("offers the quotes that keep the zeros of an id", () => {
    const args = { field: "sub_merchant_info.merchant_id", written: "0100", plain: "100", quoted: '"0100"' };
    expect(wordsOf(problem("number-not-plain", args)).hint).toContain('in quotes: "0100"');
  });

  test("says which exception takes a file away", () => {
    const args = { file: "cards/a.yaml", patterns: ["cards/*.yaml"], exceptions: ["!cards/a.yaml"] };
    expect(wordsOf(problem("document-not-matched", args)).hint).toMatch(/^!cards\/a\.yaml takes it away/);
  });

  test("says of an unknown directive what begins with %", () => {
    const args = { reason: "nothing is known of a directive %FOO", rule: "BAD_DIRECTIVE" };
    expect(wordsOf(problem("yaml-syntax", args)).hint).toContain("a line that begins with %");
  });

  test("says of a copy of an existing card that it makes a second one", () => {
    const args = {
      other: "coffee/MemberCard/gold",
      file: "cards/gold.yaml",
      line: 2,
      looks: ["云杉金卡"],
      exists: true,
    };
    expect(wordsOf(problem("new-lookalike", args, "", gold)).hint).toContain("a second card");
  });

  test("writes no line of ids when not all of them are known", () => {
    const { hint } = wordsOf(
      problem("object-id-stale", { ids: ["9000001"], known: ["9000002", "?1900000111"] }, "", shops),
    );
    expect(hint).toBe("take the line out, since the state remembers the rules");
  });

  test.each([
    ["resource-deleted", "names pAbc, a MemberCard that was deleted on the platform"],
    ["resource-of-other-type", "names pAbc, which is no MemberCard"],
  ])("says why an id is not there: %s", (reason, words) => {
    const args = { id: "pAbc", kind: "MemberCard", account: "coffee", reason };
    expect(wordsOf(problem("reference-not-there", args)).message).toContain(words);
  });

  test.each([
    ["allow.1.ids", "`what: occupied`"],
    ["accounts.coffee.brand_id", "`platform` and `role`"],
  ])("sends %s, which has no place, to the value that would give it one", (field, words) => {
    expect(wordsOf(problem("value-malformed", { field, value: [], pattern: "false schema" })).hint).toContain(words);
  });

  test("says of a field that names another resource what it takes", () => {
    const pattern = "^([A-Za-z0-9_-]{1,64}|([a-z][a-z0-9-]*/)?[A-Z][A-Za-z]*/[\\p{L}\\p{M}\\p{N}_-]{1,64})$";
    const args = { field: "card_id", value: "gold card", pattern, ref: "MemberCard" };
    expect(wordsOf(problem("value-malformed", args)).message).toBe(
      'card_id is "gold card"; it must be the address of a document, such as MemberCard/gold, or an id',
    );
  });

  test("offers no amount in yuan where that would not help", () => {
    expect(wordsOf(problem("least-above-most", { least: 300, most: 2 })).hint).toBe("exchange the two");
  });

  test("names the resource whose step failed, where it is another one", () => {
    expect(wordsOf(problem("skipped-after-failure", { step: "2", other: "coffee/MemberCard/gold" })).message).toBe(
      "not sent: step 2 of coffee/MemberCard/gold did not succeed",
    );
  });

  test.each([
    ["consent-unused", "nothing needs the consent to occupied merchant ids: they are live, or not declared"],
    ["consent-expired", "the consent to occupied merchant ids ended with 2026-01-31"],
  ])("of %s speak of merchant ids, not of occupying", (code, words) => {
    expect(wordsOf(problem(code, { what: "occupied", until: "2026-01-31" }, "", shops)).message).toBe(words);
  });

  test("calls several rules by their ids, and one without an id by what it holds", () => {
    expect(
      wordsOf(problem("id-behind-two", { id: "9000001,?1900000111", other: "x", address: shops })).message,
    ).toMatch(/^9000001 and the rule of 1900000111 is managed by x/);
    expect(wordsOf(problem("resource-missing", { id: "?1900000111" }, "", shops)).message).toMatch(
      /^the rule of 1900000111 does/,
    );
  });

  test("says of a type of rules that it is one", () => {
    const { message, hint } = wordsOf(
      problem("resource-of-other-type", { id: "9000001", state: "RULE_TYPE_SINGLE_PAY" }, "", shops),
    );
    expect(message).toBe("9000001 is not a rule that offers a member card (RULE_TYPE_SINGLE_PAY)");
    expect(hint).toBe("give the id of a rule that offers one");
  });

  test("says of a list what it gained and lost elsewhere", () => {
    const args = { field: "base_info.mchid_list", declared: ["1", "2"], live: ["2", "3"] };
    const { message, hint } = wordsOf(problem("drift-refused", args));
    expect(message).toBe("base_info.mchid_list was changed on the platform: the platform has 3 besides and no 1");
    expect(hint).toMatch(/^change the list in the file in the same way/);
  });

  test.each([
    ["base_info.mchid_list", "`state: absent`"],
    ["allow.0.ids", "take the whole consent out"],
    ["id", "add 1, or take the key out"],
  ])("say of the empty list %s what else may be meant", (field, words) => {
    expect(wordsOf(problem("list-length", { field, limit: 1, keyword: "minItems", count: 0 })).hint).toContain(words);
  });

  test("keeps a message on one line whatever the file or the platform says", () => {
    expect(wordsOf(problem("yaml-syntax", { reason: "one\ntwo", rule: "" })).message).toBe("not valid YAML: one two");
  });
});

describe("a credential", () => {
  /** A word of a credential without the account it belongs to; values and placeholders of other programs have none of them. */
  const bare = /(?<![A-Z0-9_>])(?:APPSECRET|ACCESS_TOKEN|SERIAL_NO|PRIVATE_KEY|PUBLIC_KEY|APIV3_KEY)/;
  const owner = { account: "coffee-pay" };
  const rendered = (code: string, args: Args, path?: string) => {
    const { message, hint = "" } = wordsOf(problem(code, { ...args, credential: owner }, path));
    return `${message}\n${hint}`;
  };
  const all: readonly (readonly [code: string, args: Args, path: string])[] = [
    ...Object.entries(samples).map(([code, { args, path = "" }]) => [code, args as Args, path] as const),
    ...[...catalogue.keys()].map((code) => [code, {}, ""] as const),
    ...[...weixinCodes.keys()].map((errcode) => [`weixin-${errcode}`, { ...refusal, errcode }, ""] as const),
    ...[...wechatpayCodes.keys()].map((code) => [problemCode(code), { ...payAnswer, code }, ""] as const),
  ];

  test.each(all)("is called by the whole name of its account's variable, whatever is wrong: %s", (code, args, path) => {
    const words = rendered(code, args, path);
    expect(words).not.toMatch(bare);
    expect(words).not.toMatch(/\{[A-Z0-9_]+\}/);
    // A sample that names a variable of another account has it repeated.
    if (!JSON.stringify(args).includes("WXCARDS_"))
      expect(words).not.toMatch(/WXCARDS_(?!COFFEE_PAY_|GIT_TOKEN|STATE_KEY|WEIXIN_BASE|WECHATPAY_BASE)/);
  });

  test.each([
    ["weixin-40125", { errcode: 40125 }, "WXCARDS_COFFEE_PAY_APPSECRET"],
    ["weixin-42001", { errcode: 42001 }, "WXCARDS_COFFEE_PAY_ACCESS_TOKEN"],
    ["wechatpay-sign-error", { code: "SIGN_ERROR" }, "WXCARDS_COFFEE_PAY_SERIAL_NO"],
    ["wechatpay-sign-error", { code: "SIGN_ERROR" }, "WXCARDS_COFFEE_PAY_PRIVATE_KEY"],
    ["apiv3-key-wrong", {}, "WXCARDS_COFFEE_PAY_APIV3_KEY"],
    ["answer-signature", {}, "WXCARDS_COFFEE_PAY_PUBLIC_KEY_ID"],
    ["public-key-needed", {}, "WXCARDS_COFFEE_PAY_PUBLIC_KEY"],
  ])("of %s has the name of its account", (code, args, name) => {
    expect(rendered(code, args)).toContain(name);
  });

  test("goes by its short name too, where the account is the only one of its platform", () => {
    const words = (platform: string) =>
      wordsOf(problem("weixin-40125", { errcode: 40125, credential: { ...owner, platform } })).hint;
    expect(words("weixin")).toContain("WXCARDS_COFFEE_PAY_APPSECRET (or WECHAT_APPSECRET)");
  });

  test("is of the account of the resource, where nothing else tells whose it is", () => {
    const one: Problem = { ...problem("weixin-40125", { errcode: 40125 }), address: "coffee/MemberCard/gold" };
    expect(wordsOf(one).hint).toContain("WXCARDS_COFFEE_APPSECRET");
  });
});

/** Also of codes that the table does not have: a saved plan may hold any. */
/** The kinds there are, and a toy with words of its own. */
function kindsWith(words: Partial<KindWords>): Kinds {
  return new Map([...kinds, ["ToyOffer", { kind: { name: "ToyOffer", words } } as unknown as KindEntry]]);
}

/** Arguments of a sample as a document of toys would give them: the names in it are the user's. */
function ofToys(args: Args): Args {
  const names = { PayGiftRule: "ToyOffer", MemberCard: "ToyOffer", "rules.yaml": "party.yaml", card: "toy" };
  const texts = Object.entries(names).reduce((all, [name, toy]) => all.replaceAll(name, toy), JSON.stringify(args));
  return JSON.parse(texts) as Args;
}

function problem(code: string, args: Args, path?: string, address?: string): Problem {
  return {
    code: code as Problem["code"],
    severity: "error",
    class: "document",
    args,
    ...(path === undefined ? {} : { path }),
    ...(address === undefined ? {} : { address }),
  };
}

function expectPlain(message: string, hint: string | undefined): void {
  expect(message.trim()).not.toBe("");
  expect(message).not.toContain("\n");
  expect(message).not.toMatch(/\.$/);
  expect(`${message} ${hint ?? ""}`).not.toMatch(/undefined|\[object|NaN|(?<!")!(?!secret)/);
  expect((hint ?? "").split("\n").length).toBeLessThanOrEqual(2);
  for (const line of hint?.split("\n") ?? []) {
    expect(line).toMatch(/^[^A-Z\s]|^(AppSecret|APPSECRET)/);
    expect(line).not.toMatch(/\.$/);
  }
}

// How codes stand in the sources. The embedded platform and what is generated make none; the words themselves do not count.

function engineSources(): readonly string[] {
  const skipped = /^(generated|sandbox|report)[\\/](?!shown-problems\.ts$)/;
  return sourcesOf((file) => !skipped.test(file));
}

function sourcesOf(wanted: (file: string) => boolean): readonly string[] {
  const src = join(dirname(fileURLToPath(import.meta.url)), "../../src");
  return readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && wanted(file))
    .map((file) => readFileSync(join(src, file), "utf8"));
}

function literalsOf(texts: readonly string[]): Set<string> {
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map(([, literal]) => literal ?? "")),
  );
}

/** True for a code that a template makes, as `moves-only-${move}` does. */
function inTemplate(code: string, texts: readonly string[]): boolean {
  return texts.some((text) =>
    [...text.matchAll(/`([a-z][a-z0-9]*-[a-z0-9-]*)\$\{/g)].some(([, head]) => code.startsWith(head ?? "-")),
  );
}

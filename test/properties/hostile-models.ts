import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../src/kinds/registry.ts";
import type { AccountStanding } from "../../src/model/account-standing.ts";
import type { History } from "../../src/model/history.ts";
import type { ImportReport } from "../../src/model/import.ts";
import type { Json, JsonObject } from "../../src/model/json.ts";
import type { HeldView, MemberView } from "../../src/model/member.ts";
import type { ApplyReport, Outcome } from "../../src/model/outcome.ts";
import type { Change, FieldChange, Plan, Step } from "../../src/model/plan.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { StateChange, StateView } from "../../src/model/state-view.ts";
import { planDiff } from "../../src/pipeline/plan-diff.ts";
import { type ReportFormat, rendererOf, reportFormats } from "../../src/report/formats/registry.ts";
import { english } from "../../src/report/messages/en/english.ts";
import type { Language } from "../../src/report/messages/language.ts";
import { chinese } from "../../src/report/messages/zh-CN/chinese.ts";
import type { Paint } from "../../src/report/paint.ts";
import type { Renderer } from "../../src/report/renderer.ts";
import type { ResourceStatus } from "../../src/report/status.ts";

/** One text after the other, for every place of a model that data fills. */
export type Next = () => string;

/** Every name that an argument has in the table of problems. */
const argumentNames = namesIn(join(import.meta.dirname, "../../src/model/problems"));

function namesIn(folder: string): readonly string[] {
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const names = texts.flatMap((text) => [...text.matchAll(/\breadonly (\w+)\??:/g)].map(([, name = ""]) => name));
  return [...new Set(names)];
}

/** Every code that has words, and the platforms' own. */
export const codes: readonly string[] = [
  ...english.themes.flatMap(({ words }) => Object.keys(words)),
  ...["weixin-40001", "weixin-40164", "weixin-47001", "weixin-72004", "weixin--1", "weixin-999999"],
  ...["wechatpay-sign-error", "wechatpay-no-auth", "wechatpay-of-nobody", "code-of-nobody"],
];

/** A member of which every text is data. */
function hostileMember(next: Next): MemberView {
  return {
    ...{ address: `${next()}/MemberCard/${next()}`, code: next(), openid: next(), status: next() },
    ...{ canConsume: true, active: false, begins: next(), ends: next(), permanent: false },
    ...{ bonus: next(), balance: next(), membershipNumber: next() },
    form: [{ id: next(), value: next(), values: [next(), next()] }],
    masked: true,
  };
}

function hostileHeld(next: Next): HeldView {
  const cards = [
    { address: next(), cardId: next(), code: next() },
    { cardId: next(), code: next() },
  ];
  return { account: next(), openid: next(), cards, masked: true };
}

/** A problem of which every argument is data, by turns a text, a list of texts and an object of them. */
function hostileProblem(code: string, next: Next, turn: number): Problem {
  const args = Object.fromEntries(
    argumentNames.map((name, index): [string, Json] => {
      const sort = (index + turn) % 8;
      if (sort === 0) return [name, Array.from({ length: 14 }, next)];
      if (sort === 1) {
        const ours = { field: next(), value: next(), account: next(), url: next() };
        // The members of these two are ours; of any other argument the keys are data as well.
        return [name, name === "answer" || name === "moved" ? ours : { ...ours, [next()]: next() }];
      }
      return [name, next()];
    }),
  );
  const place = { file: next(), line: 7, column: 3, length: 4, text: next() };
  return {
    ...{ code: code as Problem["code"], severity: turn % 3 === 0 ? "warning" : "error", class: "failure", args },
    ...{ address: `${next()}/MemberCard/${next()}`, path: `/base_info/${escaped(next())}` },
    ...(turn % 2 === 0 ? { place } : {}),
  };
}

/** A key as it stands in a pointer. */
function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function hostileField(next: Next, field: Partial<FieldChange>): FieldChange {
  const before = field.before === undefined ? next() : field.before;
  const after = field.after === undefined ? next() : field.after;
  const path = field.path ?? `/base_info/${escaped(next())}`;
  return { path, verdict: "send", origin: "file", badges: ["review"], line: 4, ...field, before, after };
}

/** A plan in which everything that comes from a file, a state or the platform is data. */
function hostilePlan(next: Next, problems: readonly Problem[]): Plan {
  const account = next();
  const address = `${account}/MemberCard/${next()}`;
  const spread = `${account}/PayGiftRule/${next()}`;
  const list = (length: number): Json => Array.from({ length }, next);
  const change: Change = {
    ...{ address, id: next(), action: "update", file: next(), line: 1, seen: next(), reason: next() },
    ...{ badges: ["irreversible"], carried: [`/${escaped(next())}`], lost: [`/${escaped(next())}`] },
    fields: [
      hostileField(next, {}),
      hostileField(next, { path: "/base_info/title" }),
      hostileField(next, { path: "/base_info/description", before: `${next()}\n${next()}\n${next()}` }),
      hostileField(next, {
        path: "/base_info/sku/quantity",
        before: { $number: next() },
        verdict: "keep",
        origin: "drift",
      }),
      hostileField(next, { path: "/base_info/location_id_list", before: list(9), after: list(8) }),
      hostileField(next, { path: "/base_info/color", before: list(2), after: { $address: `a/MemberCard/${next()}` } }),
      hostileField(next, { path: "/base_info/location_id_list", before: list(30), after: list(40) }),
      hostileField(next, { path: "/base_info/notice", before: null, unseen: true, after: list(12) }),
      hostileField(next, { path: "/base_info/prerogative", verdict: "keep", origin: "drift", badges: ["drift"] }),
      hostileField(next, {
        path: "/base_info/date_info",
        before: null,
        after: { [next()]: next() },
        verdict: "blocked",
      }),
    ],
  };
  const ruled: Change = {
    ...{
      address: spread,
      id: `${next()},?${next()}`,
      action: "replace",
      file: next(),
      line: 2,
      seen: next(),
      fields: [],
    },
    objects: [
      { items: [next()], action: "add", occupied: true },
      { id: next(), items: Array.from({ length: 6 }, next), action: "replace" },
      { id: `?${next()}`, items: [next(), next()], action: "delete" },
      { id: next(), items: [next()], action: "keep" },
    ],
  };
  const step = (id: string, of: string): Step => ({
    ...{ id, address: of, operation: next(), method: "POST", path: next(), body: { [next()]: next() } },
    ...{ because: [`/${escaped(next())}`, `/${escaped(next())}`], needs: [] },
  });
  const same = next();
  return {
    recovery: [{ address: next(), operation: next(), since: next(), notBefore: next(), will: "wait" }],
    ...{ format: "wxcards.plan/1", tool: next(), digest: next(), sandbox: true, documents: next() },
    accounts: [{ name: account, platform: next(), identity: next(), complete: true, applicable: true }],
    changes: [change, ruled],
    steps: [{ ...step("1", address), path: same }, { ...step("2", address), path: same }, step("3", spread)],
    problems,
    unmanaged: [
      { account: next(), kind: next(), id: next() },
      { account: next(), kind: next(), id: `?${next()}`, name: next() },
    ],
    ...{
      summary: {
        create: 0,
        update: 1,
        replace: 1,
        delete: 0,
        adopt: 0,
        unchanged: 3,
        drift: 1,
        conflict: 0,
        review: 1,
        calls: 3,
      },
    },
    consent: [{ what: "delete", address: next(), given: false }],
    ...{ complete: true, applicable: false },
  };
}

function hostileApply(next: Next, plan: Plan, problems: readonly Problem[]): ApplyReport {
  const outcome = (step: string, more: Partial<Outcome>): Outcome => ({
    step,
    address: next(),
    status: "done",
    ...more,
  });
  const item = (problem: Problem): Problem => ({
    ...problem,
    args: { ...problem.args, item: next(), occupant: next() },
  });
  return {
    outcomes: [
      outcome(plan.steps[0]?.id ?? "", { result: "in-review", inReview: [`/${escaped(next())}`] }),
      outcome("2", { result: "partial", dropped: [`/${escaped(next())}`], also: problems.map(item) }),
      outcome("3", { status: "failed", restored: "not-live", objects: [{ id: next(), items: [next()] }] }),
      outcome("4", {
        status: "unknown",
        notApplied: [`/${escaped(next())}`],
        objects: [{ id: `?${next()}`, items: [] }],
      }),
    ],
    ...{ problems, interrupted: false },
  };
}

function hostileStatus(next: Next): ResourceStatus[] {
  const standings = ["settled", "in-review", "review-refused", "not-made"] as const;
  return standings.map((standing) => ({ address: next(), id: next(), standing, state: next(), since: next() }));
}

function hostileImport(next: Next, problems: readonly Problem[]): ImportReport {
  const leftOut = problems.map(({ code, severity, args }) => ({ code, severity, args, path: `/${escaped(next())}` }));
  const imported = [{ address: next(), id: next(), file: next(), leftOut }];
  return { imported, skipped: { managed: 1, deleted: 0, otherTypes: 2 }, problems, interrupted: false };
}

function hostileHistory(next: Next): History {
  const change = {
    address: `${next()}/MemberCard/${next()}`,
    action: next(),
    fields: [`/${escaped(next())}`],
    outcome: next(),
  };
  const run = { commit: next(), at: next(), account: next(), actor: next(), did: next(), subject: next() };
  const more = { holder: next(), run: next(), digest: next(), tool: next(), source: { commit: next(), dirty: true } };
  return { complete: false, runs: [{ ...run, ...more, open: true, changes: [change] }], without: [next()] };
}

function hostileState(next: Next): StateView {
  const store = {
    kind: "branch",
    branch: next(),
    remote: next(),
    commit: next(),
    asOf: next(),
    reachable: false,
  } as const;
  const lease = { holder: next(), nonce: next(), since: next(), until: next() };
  const applied = {
    commit: next(),
    parents: [next()],
    date: 1,
    documents: next(),
    dirty: true,
    ref: next(),
    at: next(),
  };
  const review = { since: next(), fields: {} };
  const entry = { id: next(), settled: {}, review, pending: { operation: next(), body: next(), at: next() } };
  const entries = new Map<string, JsonObject>([
    [next(), entry],
    [`_${next()}`, { objects: { [next()]: [next()] }, former: [next()], deleted: true }],
  ]);
  const account = { name: next(), identity: next(), known: false, commit: next(), applied, lease, entries, journal: 2 };
  const folder = { kind: "folder", folder: next(), asOf: next(), reachable: true } as const;
  return { store, accounts: [account, { ...account, name: next(), lease: { ...lease, broken: true }, store: folder }] };
}

function hostileStateChange(next: Next): StateChange {
  const unlocked = [{ account: next(), holder: next(), since: next(), until: next() }];
  const pushed = [{ account: next(), entries: 2 }];
  return { forgotten: [next()], unlocked, pushed, left: [{ account: next(), entries: 1 }] };
}

function hostileStandings(next: Next): readonly AccountStanding[] {
  const known = { kinds: [next()], documents: 2, identity: next() };
  return [
    { ...known, name: next(), platform: "weixin", component: next(), credential: null, missing: [next(), next()] },
    {
      ...{ ...known, name: next(), platform: "wechatpay", missing: [] },
      credential: { kind: "private-key", variable: next() },
    },
  ];
}

const renderersOf = (language: Language) =>
  Promise.all(reportFormats.map(async (format) => [format, await rendererOf(format, language)] as const));
const renderers = new Map([
  [english, await renderersOf(english)],
  [chinese, await renderersOf(chinese)],
]);

/** Everything that is printed of some models, by format and what it is; the same models with harmless texts give the same documents with other words. */
export function outputsOf(
  next: Next,
  picked: readonly string[],
  paint: Paint,
  language: Language = english,
  wanted: readonly ReportFormat[] = reportFormats,
) {
  const problems = picked.map((code, index) => hostileProblem(code, next, index));
  const plan = hostilePlan(next, problems);
  const report = hostileApply(next, plan, problems);
  const resources = hostileStatus(next);
  const imports = hostileImport(next, problems);
  const fileName = next();
  const [history, view, change] = [hostileHistory(next), hostileState(next), hostileStateChange(next)];
  const taken = (["written", "unchanged", "failed"] as const).map((result) => ({
    account: next(),
    resources: 2,
    result,
  }));
  const codeView = { address: next(), code: next(), before: next(), after: next(), outcome: "done" } as const;
  const standings = hostileStandings(next);
  const [member, held] = [hostileMember(next), hostileHeld(next)];
  const outputs = (renderer: Renderer) => ({
    plan: renderer.plan({ plan, kinds, timezone: "Asia/Shanghai" }, paint),
    apply: renderer.apply({ report, kinds, plan }, paint),
    status: renderer.status({ resources, recovery: [], kinds, problems }, paint),
    import: renderer.import({ report: imports, kinds }, paint),
    validate: renderer.validation({ problems, kinds }, paint),
    verify: renderer.verify({ file: fileName, problems, kinds, calls: 0 }, paint),
    history: renderer.history({ history, problems, kinds }, paint),
    stateView: renderer.stateView({ view, problems, kinds }, paint),
    stateChange: renderer.stateChange({ change, problems, kinds }, paint),
    snapshot: renderer.snapshot({ taken, problems, kinds }, paint),
    planDiff: renderer.planDiff(
      { diff: planDiff(plan, { ...plan, digest: fileName, changes: [], steps: [] }), kinds },
      paint,
    ),
    accounts: renderer.accounts({ accounts: standings, problems, kinds }, paint),
    member: renderer.member({ member, problems, kinds }, paint),
    held: renderer.held({ held, problems, kinds }, paint),
    code: renderer.code({ view: codeView, problems, kinds }, paint),
    comment: renderer.comment({ action: "summary", because: "not-permitted", url: fileName, answer: fileName }, paint),
    offline: renderer.plan({ plan: { ...plan, offline: { asOf: fileName } }, kinds, timezone: "Asia/Shanghai" }, paint),
    fits: renderer.verify({ file: fileName, problems: [], kinds, calls: 0 }, paint),
  });
  const all = (renderers.get(language) ?? [])
    .filter(([format]) => wanted.includes(format))
    .map(([format, renderer]) => [format, outputs(renderer)] as const);
  return {
    formats: Object.fromEntries(all) as Record<ReportFormat, ReturnType<typeof outputs>>,
    models: { resources: resources as unknown as JsonObject[], plan },
  };
}

import type { JsonObject } from "../model/json.ts";
import type { Clock, Random } from "../model/ports.ts";
import type { Behaviours } from "./behaviours.ts";
import { type BehaviourChanges, behavioursWith } from "./behaviours-with.ts";
import { listen, type Outcome } from "./http-server.ts";
import type { Answer, Platform, Received } from "./platform.ts";
import { type RecordedRequest, startRecording } from "./recording.ts";
import { checkFault, checkForced, type Fault, type ForcedAnswer, troubleQueue } from "./trouble.ts";
import { openCallers, type WechatPayAccount } from "./wechatpay/callers.ts";
import { openControl, type WechatPayControl } from "./wechatpay/control.ts";
import { openPace } from "./wechatpay/pace.ts";
import type { PlatformKey } from "./wechatpay/platform-key.ts";
import { openSigner } from "./wechatpay/signer.ts";
import type { WechatPayState } from "./wechatpay/state.ts";
import { wechatpay } from "./wechatpay/wechatpay.ts";
import { type Account, openAccount } from "./weixin/account.ts";
import {
  dropRule,
  editRule,
  type RulePatch,
  type RuleSeed,
  type RuleSeedOptions,
  seedRule,
} from "./weixin/pay-gift/seed-rule.ts";
import { settleReviews } from "./weixin/review.ts";
import { editCard, type SeedOptions, seedCard } from "./weixin/seeding.ts";
import { emptyState, type StoredRule, type WeixinState } from "./weixin/state.ts";
import { openTokenOffice } from "./weixin/tokens.ts";
import { weixin } from "./weixin/weixin.ts";

/** An account the sandbox plays. */
export interface SandboxAccount {
  readonly appid: string;
  readonly secret: string;
  /** What it has; nothing when absent. */
  readonly state?: WeixinState;
}

/** How a sandbox is started. */
export interface SandboxOptions {
  /** All time in the sandbox is read from here. */
  readonly clock: Clock;
  /** Ids, tokens and request ids come from here, so it must vary: a constant would give every card the same id. */
  readonly random: Random;
  /** A free port when absent. */
  readonly port?: number;
  readonly accounts: readonly SandboxAccount[];
  /** Brands of WeChat Pay, and who calls for them; none when absent. */
  readonly wechatpay?: readonly WechatPayAccount[];
  /** By which WeChat Pay signs; one of its own, made when it is first needed, when absent. */
  readonly wechatpayKey?: PlatformKey;
  /** Laid over the usual behaviours, member by member on every level. Starting throws for a name that no behaviour has, and for a value that it does not take. */
  readonly behaviours?: BehaviourChanges;
  /** Called after every change of an account, with a snapshot. */
  readonly onChange?: (appid: string, state: WeixinState) => void;
  /** Called after every change of a brand, with a snapshot. */
  readonly onBrandChange?: (brandId: string, state: WechatPayState) => void;
  /** How many requests are kept for inspection; 1,000 when absent, 0 for benchmarks. */
  readonly recordLimit?: number;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** May be changed while the sandbox runs. */
  readonly behaviours: Behaviours;
  /** The last requests, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Requests to a path since the start, or all of them; counted even when none is kept. */
  calls(path?: string): number;
  /** Forgets the recorded requests; the counts stay. */
  forgetRequests(): void;
  /** How many stable_token calls asked for `force_refresh: true`. */
  forcedRefreshes(): number;
  /** A snapshot of an account, reviews judged by the clock. Throws for an appid the sandbox does not play. */
  state(appid: string): WeixinState;
  /** Whether the account has a card of this id, deleted ones included. */
  has(appid: string, cardId: string): boolean;
  /** Puts a card there as if it had been there all along; gives its id. */
  addCard(appid: string, memberCard: JsonObject, options?: SeedOptions): string;
  /** Edits a card as a person at the console does: every field may change, no refusal, null takes a member away. */
  editInConsole(appid: string, cardId: string, patch: JsonObject): void;
  /** Puts a pay-gift rule there as if it had been there all along; gives its id. Throws for an id that is taken. */
  addRule(appid: string, rule: RuleSeed, options?: RuleSeedOptions): string;
  /** A snapshot of the pay-gift rules that are kept, by id; expired ones too, whatever the behaviours make of them. */
  rules(appid: string): Readonly<Record<string, StoredRule>>;
  /** Edits a pay-gift rule in place as a person at the console does: same id, no refusal. Throws for an unknown id. */
  editRuleInConsole(appid: string, ruleId: string, patch: RulePatch): void;
  /** Deletes a pay-gift rule as a person at the console does. Throws for an unknown id. */
  removeRuleInConsole(appid: string, ruleId: string): void;
  /** The control API of WeChat Pay. */
  readonly wechatpay: WechatPayControl;
  /** A valid token without a request. */
  token(appid: string): string;
  /** Ends the life of all tokens (42001). */
  expireTokens(): void;
  /** Makes all tokens unknown (40001). */
  revokeTokens(): void;
  /** Queues a forced answer: by `errcode` for Weixin, by `code` for WeChat Pay. Throws when it has neither. */
  fail(next: ForcedAnswer): void;
  /** Queues a broken connection. */
  fault(next: Fault): void;
  /** Forgets all queued trouble. */
  calm(): void;
  /** Stops listening and destroys all connections. */
  close(): Promise<void>;
}

/** Starts the embedded platform on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, random, onChange, onBrandChange } = options;
  const behaviours = behavioursWith(options.behaviours);
  const changed = (account: Account): void => onChange?.(account.appid, account.state());
  const accounts = new Map(
    options.accounts.map(({ appid, secret, state = emptyState() }) => [
      appid,
      openAccount({ appid, secret, state }, changed),
    ]),
  );
  const office = openTokenOffice({ clock, random, behaviours });
  const pay = {
    callers: openCallers(options.wechatpay ?? [], (brand) => onBrandChange?.(brand.id, brand.state())),
    signer: openSigner(random, behaviours, options.wechatpayKey),
    pace: openPace(),
  };
  const platforms: readonly Platform[] = [
    wechatpay({ clock, random, behaviours, ...pay }),
    weixin({ clock, random, behaviours, accounts, office }),
  ];
  const recording = startRecording(options.recordLimit ?? 1000);
  const forced = troubleQueue<ForcedAnswer>();
  const faults = troubleQueue<Fault>();

  function account(appid: string): Account {
    const found = accounts.get(appid);
    if (found === undefined) throw new Error(`the sandbox does not play ${appid}`);
    settleReviews(found, clock.now());
    return found;
  }

  function outcome(received: Received): Outcome {
    const answered = recording.arrived(received, clock.now());
    const platform = platforms.find((candidate) => candidate.owns(received.path)) as Platform;
    platform.arrived?.(received);
    const fault = faults.take(received);
    if (fault?.when === "before") return "destroy";
    if (fault?.when === "hang") return "hang";
    const force = forced.take(received, platform.speaks);
    const executed = force === undefined || force.executes === true ? platform.answer(received) : undefined;
    if (fault?.when === "after") return "destroy";
    if (fault?.when === "hang-after") return "hang";
    const answer = force === undefined ? (executed as Answer) : withHeaders(platform.forced(force, received), force);
    answered(answer);
    return answer;
  }

  const server = await listen(options.port ?? 0, (received) =>
    behaviours.latencyMs > 0 ? clock.sleep(behaviours.latencyMs).then(() => outcome(received)) : outcome(received),
  );

  return {
    url: `http://127.0.0.1:${server.port}`,
    behaviours,
    requests: recording.requests,
    calls: recording.calls,
    forgetRequests: recording.forget,
    forcedRefreshes: office.forcedRefreshes,
    state: (appid) => account(appid).state(),
    has: (appid, cardId) => account(appid).card(cardId) !== undefined,
    addCard: (appid, memberCard, seed) => seedCard(account(appid), { clock, random }, memberCard, seed),
    editInConsole: (appid, cardId, patch) => editCard(account(appid), clock, cardId, patch),
    addRule: (appid, rule, seed) =>
      seedRule({ account: account(appid), accounts, behaviours, random, clock }, rule, seed),
    rules: (appid) => account(appid).state().rules ?? {},
    editRuleInConsole: (appid, ruleId, patch) => editRule(account(appid), clock, ruleId, patch),
    removeRuleInConsole: (appid, ruleId) => dropRule(account(appid), ruleId),
    wechatpay: openControl({ clock, random, ...pay }),
    token(appid) {
      const token = office.stable(account(appid).appid, false);
      if ("errcode" in token) throw new Error(token.errmsg);
      return token.token;
    },
    expireTokens: office.expireAll,
    revokeTokens: office.revokeAll,
    fail: (next) => {
      checkForced(next);
      forced.add(next);
    },
    fault: (next) => {
      checkFault(next);
      faults.add(next);
    },
    calm: () => {
      forced.clear();
      faults.clear();
    },
    close: server.close,
  };
}

/** A forced answer with the headers that it asks for. */
function withHeaders(answer: Answer, { contentType, headers }: ForcedAnswer): Answer {
  const type: Record<string, string> = contentType === undefined ? {} : { "content-type": contentType };
  return { ...answer, headers: { ...answer.headers, ...type, ...headers } };
}

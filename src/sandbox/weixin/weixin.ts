import type { Clock, Random } from "../../model/ports.ts";
import type { Behaviours } from "../behaviours.ts";
import type { Answer, Platform, Received } from "../platform.ts";
import { randomRid } from "../random-text.ts";
import { wireText } from "../wire-text.ts";
import type { Account } from "./account.ts";
import { isRefusal, type Reply } from "./call.ts";
import { authorisedCall, componentReply } from "./component/authorised.ts";
import { COMPONENT_CALLS } from "./component/calls.ts";
import type { Components } from "./component/components.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { settleReviews } from "./review.ts";
import { CALLS } from "./routes.ts";
import { plainToken, stableToken } from "./token-calls.ts";
import type { Holder, TokenOffice } from "./tokens.ts";

const JSON_HEADERS = { "content-type": "application/json; encoding=utf-8" } as const;
const TEXT_HEADERS = { "content-type": "text/plain" } as const;

/** Everything the platform needs. */
export interface WeixinPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly behaviours: Behaviours;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly office: TokenOffice;
  readonly components: Components;
}

/**
 * api.weixin.qq.com: every path that no other platform of the sandbox owns.
 *
 * Business errors are HTTP 200 with `errcode`, and their errmsg ends in ` rid: …`. A chunked request is 412 with an
 * empty body (community reports, 2024–2025). The order of the checks is: path, method, caller's address, token, grant,
 * quota, body.
 */
export function weixin(ports: WeixinPorts): Platform {
  const { behaviours, accounts, random, clock, office, components } = ports;
  const secrets = new Map([...accounts].map(([appid, account]) => [appid, account.secret]));

  function refused({ errcode, errmsg, more }: Refusal): Answer {
    const body = wireText({ errcode, errmsg: `${errmsg} rid: ${randomRid(random)}`, ...more });
    return { status: 200, headers: behaviours.textPlainErrors ? TEXT_HEADERS : JSON_HEADERS, body, errcode };
  }

  /** The answer to a call that gives tokens, or is about them; undefined for any other. */
  function tokenReply(received: Received): Reply | undefined {
    const { path, method } = received;
    if (path === "/cgi-bin/token") return addressRefusal(behaviours) ?? plainToken(received, { secrets, office });
    if (path === "/cgi-bin/stable_token") {
      if (method !== "POST") return refuse(43002);
      return addressRefusal(behaviours) ?? stableToken(received, { secrets, office });
    }
    const call = COMPONENT_CALLS.get(path);
    return call && componentReply(call, { received, components, office, behaviours });
  }

  function reply(received: Received): Reply {
    const ofTokens = tokenReply(received);
    if (ofTokens !== undefined) return ofTokens;
    const call = CALLS.get(received.path);
    if (call === undefined) return refuse(40066);
    if (received.method !== "POST") return refuse(43002);
    const account = callingAccount(received);
    if (isRefusal(account)) return account;
    settleReviews(account, clock.now());
    return call({ account, accounts, behaviours, clock, random, received });
  }

  /** Whose token a call came with, from an address that may use it. */
  function caller(received: Received): Holder | Refusal {
    const holder = office.holderOf(received.query.get("access_token"));
    if (!isRefusal(holder) && holder.kind !== "account")
      // The list of a third-party platform takes the place of the account's.
      return authorisedCall(received.path, holder, { components, behaviours }) ?? holder;
    return (behaviours.ipWhitelist.scope === "every-call" ? addressRefusal(behaviours) : undefined) ?? holder;
  }

  /** The account that may make a call, which counts against its quota. */
  function callingAccount(received: Received): Account | Refusal {
    const holder = caller(received);
    if (isRefusal(holder)) return holder;
    const account = accounts.get(holder.appid);
    if (account === undefined) return refuse(40001);
    if (!behaviours.permissions.cards) return refuse(48001);
    if (behaviours.quota.remaining <= 0) return refuse(45009);
    behaviours.quota.remaining -= 1;
    return account;
  }

  return {
    owns: () => true,
    answer(received) {
      if (received.headers["transfer-encoding"] !== undefined) return { status: 412, headers: {}, body: "" };
      const replied = reply(received);
      if (isRefusal(replied)) return refused(replied);
      return { status: 200, headers: JSON_HEADERS, body: "bytes" in replied ? replied.bytes : wireText(replied.json) };
    },
    speaks: ({ errcode }) => errcode !== undefined,
    forced({ errcode = -1, errmsg, status, rawBody }) {
      const answer = refused(refuse(errcode, errmsg));
      return { ...answer, status: status ?? answer.status, body: rawBody ?? answer.body };
    },
  };
}

/** The refusal of a caller whose address is not on the list, or undefined. */
function addressRefusal({ ipWhitelist: { refuse: refuses, code, ip } }: Behaviours): Refusal | undefined {
  if (!refuses) return undefined;
  return code === 40164 ? refuse(code, `invalid ip ${ip} ipv6 ::ffff:${ip}, not in whitelist`) : refuse(code);
}

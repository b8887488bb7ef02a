import { isObject } from "../../../model/json.ts";
import { answerText, has, text } from "../args.ts";
import type { Args } from "../language.ts";
import { grouped } from "./phrases.ts";

/** Where keys are kept in the console. */
export const safety = "pay.weixin.qq.com → 账户中心 → API安全";

/** The platform's own words, always visible: they are what a search or a question to the platform needs. */
export function raw(args: Args): string {
  const said = has(args, "message") ? `: ${answerText(args["message"], "")}` : "";
  return ` (code ${codeOf(args)}${said}${detail(args)}${has(args, "status") || has(args, "requestId") ? `, ${marks(args)}` : ""})`;
}

/** The code as the platform writes it. */
export function codeOf(args: Args): string {
  return text(args["code"], "unknown");
}

/** Where the platform says what is wrong. */
function detail(args: Args): string {
  const given = args["detail"];
  if (given === undefined || !isObject(given)) return "";
  const parts = ["field", "value", "issue", "location"].filter((name) => has(given, name));
  return parts.map((name) => `, ${name} ${answerText(given[name], "")}`).join("");
}

/** `HTTP 401, Request-ID 08F7…`: what the platform asks for in a support question. */
export function marks(args: Args): string {
  const status = has(args, "status") ? `HTTP ${text(args["status"], "")}` : "";
  const id = has(args, "requestId") ? `Request-ID ${text(args["requestId"], "")}` : "";
  return [status, id].filter((part) => part !== "").join(", ") || "without a Request-ID";
}

/** How the clock here stands against the platform's, as far as it is known. */
export function clock(args: Args): string | undefined {
  if (typeof args["aheadSeconds"] !== "number") return undefined;
  const ahead = args["aheadSeconds"];
  return ahead === 0
    ? "your clock agrees with the platform's"
    : `your clock is ${grouped(Math.abs(ahead))} s ${ahead > 0 ? "ahead of" : "behind"} the platform's`;
}

/** `POST /v3/brand/partner/card-member/cards`. */
export function callText(args: Args): string {
  return `${text(args["method"], "")} ${text(args["call"], "the call")}`.trim();
}

/** ` of account coffee-pay`, where it is known. */
export function of(args: Args): string {
  return has(args, "account") ? ` of account ${text(args["account"], "")}` : "";
}

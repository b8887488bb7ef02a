import { isObject, type JsonObject } from "../../../model/json.ts";
import type { Behaviours } from "../../behaviours.ts";
import type { Received } from "../../platform.ts";
import { isRefusal, type Reply } from "../call.ts";
import { type Refusal, refuse } from "../refusal.ts";
import type { Holder, TokenOffice } from "../tokens.ts";
import type { ComponentCall } from "./calls.ts";
import type { Components, PlayedComponent } from "./components.ts";

/** What settling the token of a third-party platform may use. */
export interface ComponentPorts {
  readonly received: Received;
  readonly components: Components;
  readonly office: TokenOffice;
  readonly behaviours: Behaviours;
}

/** Permission sets that a call can be made with; any other call wants that of cards. Source: page of uploadimg. */
const SETS_OF_UPLOAD = [1, 8, 9, 11, 18, 37, 100];
const SET_OF_CARDS = 8;

/** Why a call in the name of an account is refused to a third-party platform; undefined where it may be made. */
export function authorisedCall(
  path: string,
  { kind, appid, component }: Holder,
  { components, behaviours }: Pick<ComponentPorts, "components" | "behaviours">,
): Refusal | undefined {
  if (behaviours.thirdParty.addressRefused) return refuse(61004);
  if (kind === "component") return refuse(61015);
  const authorization = components.all.get(component ?? "")?.authorizations.get(appid);
  if (authorization === undefined) return refuse(61003);
  const sets = path.endsWith("/uploadimg") ? SETS_OF_UPLOAD : [SET_OF_CARDS];
  return sets.some((set) => authorization.sets.includes(set)) ? undefined : refuse(61007);
}

/** Answers one of the calls that a third-party platform makes about itself. */
export function componentReply(
  call: ComponentCall,
  { received, components, office, behaviours }: ComponentPorts,
): Reply {
  if (received.method !== "POST") return refuse(43002);
  if (behaviours.thirdParty.addressRefused) return refuse(61004);
  if (received.body.length === 0) return refuse(44002);
  const body = parsed(received.body.toString("utf8"));
  if (body === undefined) return refuse(47001);
  const caller = call.needsToken ? callerOf(received, components, office) : undefined;
  if (caller !== undefined && isRefusal(caller)) return caller;
  const named = namedComponent(components, body);
  if (isRefusal(named)) return named;
  if (caller !== undefined && caller !== named) return refuse(61011);
  return call.answer({ component: named, components, office, behaviours, body });
}

/**
 * The platform whose token came, by either name of the parameter: the present pages of these calls say `access_token`,
 * older ones `component_access_token`, and both are in use.
 */
function callerOf({ query }: Received, components: Components, office: TokenOffice): PlayedComponent | Refusal {
  const token = query.get("access_token") ?? query.get("component_access_token");
  if (token === null || token === "") return refuse(41021);
  const holder = office.holderOf(token);
  if (isRefusal(holder)) return holder.errcode === 42001 ? refuse(42006) : holder;
  if (holder.kind !== "component") return refuse(61014);
  return components.all.get(holder.appid) ?? refuse(61011);
}

function namedComponent(components: Components, body: JsonObject): PlayedComponent | Refusal {
  const appid = body["component_appid"];
  if (typeof appid !== "string" || appid === "") return refuse(41018);
  return components.all.get(appid) ?? refuse(61011);
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

import type { TokenOffice } from "../tokens.ts";
import type { Authorization, Components, PlayedComponent } from "./components.ts";

/**
 * The control API of third-party platforms: what nobody can do by a call of the platform. Everything throws for an AppID
 * that the sandbox does not play as one.
 */
export interface ComponentControl {
  /** A valid token of the platform itself, without a request. */
  token(component: string): string;
  /** A valid token for an account that has authorised it, or has ever done so, without a request. */
  authorizerToken(component: string, appid: string): string;
  /** The refresh token in force, the latest; throws where the account has not authorised the platform. */
  refreshToken(component: string, appid: string): string;
  /** Has the administrator of an account scan the code; with every permission set when none are named. */
  authorise(component: string, appid: string, sets?: readonly number[]): void;
  /** Has the administrator take it back. */
  withdraw(component: string, appid: string): void;
  /** Has Weixin push another ticket: the former is none any more. */
  pushTicket(component: string, ticket: string): void;
}

/** Opens the control API of the third-party platforms that are played. */
export function openComponentControl(components: Components, office: TokenOffice): ComponentControl {
  const played = (appid: string): PlayedComponent => {
    const found = components.all.get(appid);
    if (found === undefined) throw new Error(`the sandbox plays no third-party platform ${appid}`);
    return found;
  };
  const granted = (component: string, appid: string): Authorization => {
    const found = played(component).authorizations.get(appid);
    if (found === undefined) throw new Error(`${appid} has not authorised ${component}`);
    return found;
  };
  return {
    token: (component) => office.other({ appid: played(component).appid, kind: "component" }).token,
    authorizerToken: (component, appid) =>
      office.other({ appid, kind: "authorizer", component: played(component).appid }).token,
    refreshToken: (component, appid) => granted(component, appid).refreshTokens.at(-1) ?? "",
    authorise: (component, appid, sets) => void components.authorise(played(component), appid, sets),
    withdraw: (component, appid) => void played(component).authorizations.delete(appid),
    pushTicket: (component, ticket) => components.push(played(component), ticket),
  };
}

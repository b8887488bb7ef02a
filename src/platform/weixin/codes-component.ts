const COMPONENT_PAGES = "pages of the calls of third-party platforms";
const GLOBAL = "global return codes";

/**
 * Codes about a third-party platform: its own token, ticket and secret, and the refresh tokens of accounts. Read through
 * `weixinCodes`.
 *
 * Sources: the pages of api_component_token, api_authorizer_token and api_get_authorizer_list, the global return codes
 * as transcribed by public SDKs.
 */
// biome-ignore format: a table, one line a row
export const componentCodes = [
  { code: 40094, class: "token", says: "invalid component credential", source: GLOBAL },
  { code: 41018, class: "permanent", says: "missing component_appid", source: GLOBAL },
  { code: 41019, class: "environment", says: "missing platform_secret", source: GLOBAL },
  { code: 41020, class: "environment", says: "missing platform_ticket", source: GLOBAL },
  { code: 41021, class: "permanent", says: "missing component_access_token", source: GLOBAL },
  { code: 42006, class: "token", says: "component_access_token expired", source: GLOBAL },
  { code: 61005, class: "environment", says: "component ticket is expired", source: COMPONENT_PAGES },
  { code: 61006, class: "environment", says: "component ticket is invalid", source: COMPONENT_PAGES },
  { code: 61011, class: "environment", says: "invalid component", source: COMPONENT_PAGES },
  { code: 61014, class: "environment", says: "must use component token for component api", source: GLOBAL },
  { code: 61023, class: "environment", says: "refresh_token is invalid", source: GLOBAL },
] as const;

export type ComponentErrcode = (typeof componentCodes)[number]["code"];

/** True for a call that a third-party platform makes about itself and the accounts that have authorised it. */
export function isComponentCall(call: string): boolean {
  return call.startsWith("/cgi-bin/component/");
}

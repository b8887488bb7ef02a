import type { Call } from "./call.ts";
import type { Role } from "./callers.ts";
import { downloadCertificates } from "./certificate-call.ts";
import { createTemplate } from "./create-template.ts";
import { deleteTemplate, invalidateTemplate } from "./invalidate-template.ts";
import { patchTemplate } from "./patch-template.ts";
import { getTemplate, listTemplates } from "./read-templates.ts";

/** Where the calls of each role begin. */
const BASES: Readonly<Record<Role, string>> = {
  partner: "/v3/brand/partner/card-member/",
  brand: "/brand/card-member/",
};

const CERTIFICATES = "/v3/certificates";

interface Path {
  readonly pattern: RegExp;
  readonly methods: Readonly<Record<string, Call>>;
}

/** Behind the base, the same for both roles; only service providers ever had the DELETE. */
const PATHS: readonly Path[] = [
  { pattern: /^cards$/, methods: { GET: listTemplates, POST: createTemplate } },
  { pattern: /^cards\/([^/]+)$/, methods: { GET: getTemplate, PATCH: patchTemplate, DELETE: deleteTemplate } },
  { pattern: /^cards\/([^/]+)\/invalidate$/, methods: { POST: invalidateTemplate } },
];

/** What a request is for. */
export interface Route {
  readonly role: Role;
  readonly call: Call;
  readonly cardId: string;
}

/** True for the paths of WeChat Pay, whether the sandbox plays them or not: Weixin has none that begin like them. */
export function isWechatPay(path: string): boolean {
  return /^\/(v3|brand)(\/|$)/.test(path);
}

/** Finds the call of a request; 404 for a path that nothing stands at, 405 for a method that it does not have. */
export function routeOf(path: string, method: string, deleteCall: "accepted" | "gone"): Route | 404 | 405 {
  if (path === CERTIFICATES)
    return method === "GET" ? { role: "partner", call: downloadCertificates, cardId: "" } : 405;
  const role = path.startsWith(BASES.partner) ? "partner" : "brand";
  if (!path.startsWith(BASES[role])) return 404;
  const rest = path.slice(BASES[role].length);
  const known = PATHS.find(({ pattern }) => pattern.test(rest));
  if (known === undefined) return 404;
  const call = Object.hasOwn(known.methods, method) ? known.methods[method] : undefined;
  const isGone = call === deleteTemplate && (role === "brand" || deleteCall === "gone");
  if (call === undefined || isGone) return 405;
  return { role, call, cardId: decoded(known.pattern.exec(rest)?.[1] ?? "") };
}

/** What a path segment says; one that says nothing sensible is no id either. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

import type { PlatformName } from "./project.ts";

/** By what an account is called, in one word. */
export type CredentialKind =
  | "ready-token"
  | "token-command"
  | "refresh-token"
  | "authorizer-list"
  | "appsecret"
  | "private-key"
  /** The embedded platform, which needs none. */
  | "embedded";

/** One account of a project, as it stands without asking anybody. Holds no secret. */
export interface AccountStanding {
  readonly name: string;
  readonly platform: PlatformName;
  /** The appid of a Weixin account, the id of a brand of WeChat Pay. */
  readonly identity: string;
  /** The AppID of the third-party platform by which it is called. */
  readonly component?: string;
  /** The kinds that it can hold, by name. */
  readonly kinds: readonly string[];
  /** How many documents are about it. */
  readonly documents: number;
  /** What a run would use, and the variable that holds it; null where there is none, or not all of it. */
  readonly credential: { readonly kind: CredentialKind; readonly variable?: string } | null;
  /** Variables any of which would help; none where nothing is missing. */
  readonly missing: readonly string[];
}

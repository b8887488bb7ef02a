import type { Secret } from "../../model/secret.ts";
import type { Authorizer } from "./authorizer.ts";
import type { CallerOptions } from "./caller-options.ts";
import type { FetchedToken } from "./token.ts";

/** How an account proves itself. Where several are there, the first counts, in the order they stand here. */
export interface WeixinCredentials {
  readonly appid: string;
  /** A token obtained elsewhere. */
  readonly accessToken?: Secret;
  /** Obtains a token by what is no call of the platform, such as a program. */
  readonly fetchToken?: () => Promise<FetchedToken>;
  /** How a third-party platform that the account has authorised gets its tokens. */
  readonly authorizer?: Pick<Authorizer, "component" | "refreshToken" | "keep">;
  readonly appSecret?: Secret;
}

/** What the client of an account is made with. */
export interface WeixinClientOptions extends CallerOptions {
  readonly credentials: WeixinCredentials;
}

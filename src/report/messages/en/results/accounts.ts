import type { CredentialKind } from "../../../../model/account-standing.ts";

/** What is said of the accounts of a project. */
export const accountsWords = {
  /** The head of the table in Markdown. */
  head: "| what | value |",
  none: "The project has no account.",
  rows: {
    component: "called by",
    kinds: "can hold",
    documents: "documents",
    credential: "credential",
    missing: "missing",
  },
  component: (appid: string): string => `the third-party platform ${appid}`,
  kinds: {
    "ready-token": "a ready token",
    "token-command": "a command that gives the token",
    "refresh-token": "a refresh token, with a credential of the third-party platform",
    "authorizer-list": "a credential of the third-party platform, whose list has the refresh token",
    appsecret: "the AppSecret",
    "private-key": "the private key",
    embedded: "none is needed on the embedded platform",
  } satisfies Readonly<Record<CredentialKind, string>>,
  in: (what: string, variable: string): string => `${what}, in ${variable}`,
  nothing: "none",
  /** Variables any of which would help. */
  or: (variables: readonly string[]): string => variables.join(" or "),
};

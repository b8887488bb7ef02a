import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { HostName } from "../../src/model/comment.ts";

/** Somebody of a fake host, known by a token. */
export interface FakeUser {
  readonly token: string;
  readonly login: string;
  readonly id: number;
  /** An app: GitHub answers its `GET /user` with 403 and knows it as the viewer of GraphQL. */
  readonly isApp?: true;
  /** False for a token that may only read. */
  readonly mayWrite?: false;
  /** What the token of a job may do, where it is one: nothing with what is not named. */
  readonly may?: Readonly<Partial<Record<JobRight, "read" | "write">>>;
}

/** A right that the calls of comments and issues ask for, as `permissions:` of a workflow names it. */
export type JobRight = "issues" | "pull-requests";

/** A comment or an issue as the fake keeps it. */
export interface FakeEntry {
  readonly id: number;
  readonly by: FakeUser;
  body: string;
  title?: string;
  state?: "open" | "closed";
  isPull?: true;
}

/** What becomes of one request in place of the usual answer, or after it. */
export type Fault =
  | { readonly answer: { status: number; headers?: Record<string, string>; body?: string } }
  /** Carried out, and the connection is closed without an answer. */
  | { readonly lost: true }
  /** Read, and never answered. */
  | { readonly silent: true }
  /** Something else happens first; the usual answer follows. */
  | { readonly first: () => void };

/** A request as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

/** A fake of the API of one host: paging, authors, tokens and rights, on loopback. */
export interface FakeHost {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** By the number of the pull request. */
  readonly comments: Map<number, FakeEntry[]>;
  readonly issues: FakeEntry[];
  /** By commit: numbers of merged pull requests, the one first that says so itself. */
  readonly merged: Map<string, number[]>;
  /** Adds a comment as if somebody had written it. */
  say(number: number, by: FakeUser, body: string): FakeEntry;
  open(by: FakeUser, title: string, body: string, more?: Partial<FakeEntry>): FakeEntry;
  /** The next request whose `METHOD path` matches meets the fault; `times` of them. */
  fault(pattern: RegExp, fault: Fault, times?: number): void;
  /** Lets in somebody who was not there from the beginning. */
  admit(user: FakeUser): void;
  /** Requests that write, as `METHOD path`. */
  writes(): string[];
}

export const robot: FakeUser = { token: "ghs_Rob0tTok3nOfAJobThatNobodySees42", login: "shop-bot", id: 71 };
export const app: FakeUser = {
  token: "ghs_App1Tok3nOfAJobThatNobodySees43x",
  login: "github-actions[bot]",
  id: 41898282,
  isApp: true,
};
export const reader: FakeUser = {
  token: "ghs_Re4derTok3nOfAForkNobodySees44x",
  login: "github-actions[bot]",
  id: 41898282,
  isApp: true,
  mayWrite: false,
};
export const stranger: FakeUser = { token: "ghp_Str4ngerTok3nOfSomebodyElse45xy", login: "mallory", id: 99 };

const users = [robot, app, reader, stranger];

/** The environment in which a command finds a fake. */
export function environmentOf(name: HostName, url: string, token: string): Record<string, string> {
  if (name === "github") return { GITHUB_API_URL: url, GITHUB_REPOSITORY: "shop/cards", GITHUB_TOKEN: token };
  if (name === "gitlab") return { CI_API_V4_URL: url, CI_PROJECT_ID: "4711", GITLAB_TOKEN: token };
  return { GITEE_API_URL: url, GITEE_REPOSITORY: "shop/cards", GITEE_TOKEN: token };
}

/** A fake host that ends with the test. */
export async function startHost(name: HostName): Promise<FakeHost> {
  const state = new State(name);
  const server = createServer((request, response) => void state.serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  state.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  return state;
}

interface Answer {
  readonly status: number;
  readonly value: unknown;
  readonly headers?: Record<string, string>;
}

class State implements FakeHost {
  url = "";
  readonly requests: SeenRequest[] = [];
  readonly comments = new Map<number, FakeEntry[]>([[7, []]]);
  readonly issues: FakeEntry[] = [];
  readonly merged = new Map<string, number[]>();
  readonly #users = [...users];
  readonly #faults: { pattern: RegExp; fault: Fault; left: number }[] = [];
  readonly #name: HostName;
  #next = 1_000;

  constructor(name: HostName) {
    this.#name = name;
  }

  say(number: number, by: FakeUser, body: string): FakeEntry {
    const entry: FakeEntry = { id: this.#next++, by, body };
    this.comments.set(number, [...(this.comments.get(number) ?? []), entry]);
    return entry;
  }

  open(by: FakeUser, title: string, body: string, more: Partial<FakeEntry> = {}): FakeEntry {
    const entry: FakeEntry = { id: this.#next++, by, body, title, state: "open", ...more };
    this.issues.push(entry);
    return entry;
  }

  fault(pattern: RegExp, fault: Fault, times = 1): void {
    this.#faults.push({ pattern, fault, left: times });
  }

  admit(user: FakeUser): void {
    this.#users.push(user);
  }

  writes(): string[] {
    return this.requests
      .filter(({ method, path }) => method !== "GET" && !path.endsWith("/graphql"))
      .map(({ method, path }) => `${method} ${path}`);
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    const path = (request.url ?? "").replace(/^\/api/, "");
    const body = (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
    const seen = { method: request.method ?? "", path, headers: request.headers, body };
    this.requests.push(seen);
    const planned = this.#faults.find(({ pattern, left }) => left > 0 && pattern.test(`${seen.method} ${path}`));
    if (planned !== undefined) planned.left -= 1;
    const fault = planned?.fault;
    if (fault !== undefined && "first" in fault) fault.first();
    if (fault !== undefined && "silent" in fault) return;
    if (fault !== undefined && "answer" in fault) {
      const { status, headers = {}, body: own = "" } = fault.answer;
      response.writeHead(status, headers).end(own);
      return;
    }
    const answer = this.#answer(seen);
    if (fault !== undefined && "lost" in fault) {
      request.socket.destroy();
      return;
    }
    response
      .writeHead(answer.status, { "content-type": "application/json; charset=utf-8", ...answer.headers })
      .end(JSON.stringify(answer.value));
  }

  #answer(seen: SeenRequest): Answer {
    const user = this.#users.find(({ token }) => token === tokenIn(this.#name, seen.headers));
    if (user === undefined) return { status: 401, value: { message: "Bad credentials" } };
    const [path = "", query = ""] = seen.path.split("?");
    if (this.#name === "github" && seen.method === "POST" && path === "/graphql")
      return ok({ data: { viewer: { login: user.login } } });
    if (path === "/user") {
      if (user.isApp && this.#name === "github")
        return { status: 403, value: { message: "Resource not accessible by integration" } };
      return ok({ login: user.login, username: user.login, id: user.id });
    }
    const root = { github: "/repos/shop/cards", gitlab: "/projects/4711", gitee: "/repos/shop" }[this.#name];
    if (!path.startsWith(`${root}/`)) return missing;
    const below = path.slice(root.length);
    if ((seen.method !== "GET" && user.mayWrite === false) || !isWithin(user, seen.method, below))
      return { status: 403, value: { message: "Resource not accessible by integration" } };
    return this.#place(seen, user, below, new URLSearchParams(query));
  }

  #place(seen: SeenRequest, user: FakeUser, path: string, query: URLSearchParams): Answer {
    const { create, edit, issues, editIssue, commit, pull } = routes[this.#name];
    const { method, body } = seen;
    const commented = create.exec(path);
    if (commented !== null) {
      const list = this.comments.get(Number(commented[1]));
      if (list === undefined) return missing;
      if (method === "GET") return this.#page(list, query, (entry) => this.#comment(entry));
      if (method === "POST")
        return { status: 201, value: this.#comment(this.say(Number(commented[1]), user, String(body["body"]))) };
    }
    const edited = edit.exec(path);
    if (edited !== null && (method === "PATCH" || method === "PUT")) {
      const id = Number(edited.at(-1));
      const entry = [...this.comments.values()].flat().find((one) => one.id === id);
      if (entry === undefined) return missing;
      if (entry.by.id !== user.id) return { status: 403, value: { message: "not yours" } };
      entry.body = String(body["body"]);
      return ok(this.#comment(entry));
    }
    if (commit.test(path)) return this.#commit(commit.exec(path)?.[1] ?? "");
    if (pull?.test(path)) return ok({ number: Number(pull.exec(path)?.[1]), state: "merged" });
    return this.#issue(seen, user, { path, query, issues, editIssue });
  }

  #issue(
    { method, body }: SeenRequest,
    user: FakeUser,
    { path, query, issues, editIssue }: { path: string; query: URLSearchParams; issues: RegExp; editIssue: RegExp },
  ): Answer {
    const text = String(body[this.#name === "gitlab" ? "description" : "body"]);
    if (issues.test(path) && method === "GET") {
      const state = query.get("state");
      const listed = this.issues.filter((one) =>
        state === "progressing"
          ? false
          : one.state === "open" && (query.get("author_id") ?? `${one.by.id}`) === `${one.by.id}`,
      );
      return this.#page(listed, query, (entry) => this.#issueValue(entry));
    }
    if (method === "POST" && (issues.test(path) || path === "/issues"))
      return { status: 201, value: this.#issueValue(this.open(user, String(body["title"]), text)) };
    const number = Number(editIssue.exec(path)?.[1]);
    const entry = this.issues.find((one) => one.id === number);
    if (entry === undefined) return missing;
    entry.body = text;
    return ok(this.#issueValue(entry));
  }

  #commit(sha: string): Answer {
    const numbers = this.merged.get(sha) ?? [];
    if (this.#name === "gitee") {
      const lines = numbers.map((number) => `Merge pull request !${number} from shop/work`);
      return ok({ sha, commit: { message: ["!7 A new title", ...lines].join("\n") } });
    }
    const own = numbers.map((number, index) => ({
      number,
      iid: number,
      state: "merged",
      merged_at: "2026-11-28T10:00:00Z",
      merge_commit_sha: index === 0 ? `${sha}${"0".repeat(40 - sha.length)}` : "f".repeat(40),
    }));
    return ok(own);
  }

  #comment(entry: FakeEntry): unknown {
    const { id, by, body } = entry;
    const url = `https://host.example/comments/${id}`;
    if (this.#name === "gitlab") return { id, body, author: { id: by.id, username: by.login }, system: false };
    return { id, body, html_url: url, user: { login: by.login, id: by.id, type: by.isApp ? "Bot" : "User" } };
  }

  #issueValue({ id, by, title, body, isPull }: FakeEntry): unknown {
    const url = `https://host.example/issues/${id}`;
    const person = { login: by.login, id: by.id, type: by.isApp ? "Bot" : "User" };
    if (this.#name === "gitlab") return { id: id + 5, iid: id, title, description: body, web_url: url, author: person };
    return {
      number: id,
      id: id + 5,
      title,
      body,
      html_url: url,
      user: person,
      ...(isPull ? { pull_request: {} } : {}),
    };
  }

  /** A page, and how the host says that there is another. */
  #page(list: readonly FakeEntry[], query: URLSearchParams, shown: (entry: FakeEntry) => unknown): Answer {
    const size = Math.min(100, Number(query.get("per_page") ?? 30));
    const page = Number(query.get("page") ?? 1);
    const value = list.slice((page - 1) * size, page * size).map(shown);
    const hasNext = page * size < list.length;
    const headers: Record<string, string> = {};
    // Addresses on another host: whoever followed them would hand out the token.
    if (this.#name === "github" && hasNext)
      headers["link"] =
        `<https://elsewhere.example/?page=${page + 1}>; rel="next", <https://elsewhere.example/>; rel="last"`;
    if (this.#name === "gitlab") headers["x-next-page"] = hasNext ? String(page + 1) : "";
    return { status: 200, value, headers };
  }
}

const routes: Readonly<
  Record<HostName, { create: RegExp; edit: RegExp; issues: RegExp; editIssue: RegExp; commit: RegExp; pull?: RegExp }>
> = {
  github: {
    create: /^\/issues\/(\d+)\/comments$/,
    edit: /^\/issues\/comments\/(\d+)$/,
    issues: /^\/issues$/,
    editIssue: /^\/issues\/(\d+)$/,
    commit: /^\/commits\/(\w+)\/pulls$/,
  },
  gitlab: {
    create: /^\/merge_requests\/(\d+)\/notes$/,
    edit: /^\/merge_requests\/\d+\/notes\/(\d+)$/,
    issues: /^\/issues$/,
    editIssue: /^\/issues\/(\d+)$/,
    commit: /^\/repository\/commits\/(\w+)\/merge_requests$/,
  },
  gitee: {
    create: /^\/cards\/pulls\/(\d+)\/comments$/,
    edit: /^\/cards\/pulls\/comments\/(\d+)$/,
    issues: /^\/cards\/issues$/,
    editIssue: /^\/issues\/(\d+)$/,
    commit: /^\/cards\/commits\/(\w+)$/,
    pull: /^\/cards\/pulls\/(\d+)$/,
  },
};

/**
 * Whether the rights of a job reach as far as a call of GitHub. Comments of a pull request are those of an issue, so that
 * either right will do. Source: GitHub, "Permissions required for GitHub Apps".
 */
function isWithin({ may }: FakeUser, method: string, path: string): boolean {
  if (may === undefined) return true;
  const asked: readonly JobRight[] = path.startsWith("/commits/")
    ? ["pull-requests"]
    : path.includes("/comments")
      ? ["issues", "pull-requests"]
      : ["issues"];
  return asked.some((right) => may[right] === "write" || (method === "GET" && may[right] === "read"));
}

const missing: Answer = { status: 404, value: { message: "Not Found" } };

function ok(value: unknown): Answer {
  return { status: 200, value };
}

function tokenIn(name: HostName, headers: IncomingMessage["headers"]): string | undefined {
  if (name === "gitlab") return headers["private-token"] as string | undefined;
  return headers.authorization?.replace(/^Bearer /, "");
}

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { processEnv } from "../helpers/process-env.ts";

const program = join(import.meta.dirname, "../../node_modules/yaml-language-server/bin/yaml-language-server");

/** What may be written at a place of a document. */
export interface Completion {
  readonly label: string;
  readonly documentation: string;
}

/** What is wrong at a place of a document. */
export interface Diagnostic {
  /** From 0. */
  readonly line: number;
  readonly message: string;
}

/** What an editor asks about a document of a folder. */
export interface Editor {
  /** What may be written where the cursor stands, which the text shows as `|`. */
  completions(file: string, text: string): Promise<Completion[]>;
  /** What the editor shows of the word below the cursor. */
  hover(file: string, text: string): Promise<string>;
  diagnostics(file: string, text: string): Promise<Diagnostic[]>;
  close(): void;
}

/** Longer than any answer takes on a busy machine; without an answer the test fails by its name. */
const patienceMs = 60_000;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[]; readonly uri?: string; readonly diagnostics?: unknown };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/**
 * The language server that editors run for YAML, on a folder, over its own protocol on stdio. It has no settings: every
 * question about them is answered with nothing. A proxy that nobody serves keeps it from the network.
 */
export async function openEditor(folder: string): Promise<Editor> {
  const env = processEnv({ HOME: folder, HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9" });
  const child = spawn(process.execPath, [program, "--stdio"], { cwd: folder, env, stdio: ["pipe", "pipe", "inherit"] });
  const asked = new Map<number, (message: Message) => void>();
  const watched = new Map<string, (diagnostics: unknown) => void>();
  const send = (message: object) => write(child, { jsonrpc: "2.0", ...message });
  onMessages(child, ({ id, method, params, ...answer }) => {
    if (id !== undefined && method === undefined) asked.get(id)?.(answer);
    else if (id !== undefined) send({ id, result: params?.items?.map(() => null) ?? null });
    else if (method === "textDocument/publishDiagnostics") watched.get(params?.uri ?? "")?.(params?.diagnostics);
  });
  let last = 0;
  const ask = async (method: string, params: object): Promise<unknown> => {
    last += 1;
    const id = last;
    const answer = await within(method, new Promise<Message>((resolve) => asked.set(id, resolve)), () =>
      send({ id, method, params }),
    );
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
    return answer.result;
  };
  const rootUri = pathToFileURL(folder).href;
  const uriOf = (file: string) => pathToFileURL(join(folder, file)).href;
  const open = (file: string, text: string) =>
    send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri: uriOf(file), languageId: "yaml", version: 1, text } },
    });
  const at = (method: string, file: string, text: string) => {
    const { bare, position } = withoutCursor(text);
    open(file, bare);
    return ask(method, { textDocument: { uri: uriOf(file) }, position });
  };
  await ask("initialize", { processId: process.pid, rootUri, workspaceFolders: null, capabilities: {} });
  send({ method: "initialized", params: {} });
  return {
    completions: async (file, text) => completionsOf(await at("textDocument/completion", file, text)),
    hover: async (file, text) => textOf((await at("textDocument/hover", file, text)) as { contents?: unknown } | null),
    diagnostics: async (file, text) => {
      const published = new Promise<unknown>((resolve) => watched.set(uriOf(file), resolve));
      return diagnosticsOf(await within("diagnostics", published, () => open(file, text)));
    },
    close: () => child.kill(),
  };
}

function write({ stdin }: ChildProcess, message: object): void {
  const text = JSON.stringify(message);
  stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

/** Messages of the base protocol: a length, an empty line, JSON. */
function onMessages({ stdout }: ChildProcess, take: (message: Message) => void): void {
  let bytes = Buffer.alloc(0);
  stdout?.on("data", (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (;;) {
      const head = bytes.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/i.exec(bytes.subarray(0, Math.max(0, head)).toString())?.[1]);
      if (head < 0 || bytes.length < head + 4 + length) return;
      take(JSON.parse(bytes.subarray(head + 4, head + 4 + length).toString()) as Message);
      bytes = bytes.subarray(head + 4 + length);
    }
  });
}

async function within<Answer>(what: string, answer: Promise<Answer>, begin: () => void): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer to ${what} in ${patienceMs} ms`)), patienceMs);
  });
  begin();
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function withoutCursor(text: string): { readonly bare: string; readonly position: object } {
  const before = text.slice(0, text.indexOf("|")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { bare: text.replace("|", ""), position };
}

/** Words of the protocol are a text, or an object with one. */
function wordsOf(words: unknown): string {
  if (typeof words === "string") return words;
  return typeof words === "object" && words !== null && "value" in words ? String(words.value) : "";
}

function completionsOf(result: unknown): Completion[] {
  const list = (Array.isArray(result) ? result : (result as { items: unknown[] }).items) as {
    label: string;
    documentation?: unknown;
  }[];
  return list.map(({ label, documentation }) => ({ label, documentation: wordsOf(documentation) }));
}

function textOf(hover: { contents?: unknown } | null): string {
  return wordsOf(hover?.contents);
}

function diagnosticsOf(published: unknown): Diagnostic[] {
  const list = published as { message: string; range: { start: { line: number } } }[];
  return list.map(({ message, range }) => ({ line: range.start.line, message }));
}

import { defined } from "../model/defined.ts";
import { addressOf, type Document, type RawDocument } from "../model/document.ts";
import type { KindEntry } from "../model/kind.ts";
import type { Problem } from "../model/problem.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { accountOf } from "./account.ts";
import { lookalikes } from "./alike.ts";
import { type Claims, claimsOf, type SharedTexts, textsShared } from "./claims.ts";
import { documentProblems, type ResolveInput } from "./document-rules.ts";
import { duplicateProblems } from "./duplicates.ts";
import { existence, type StatesAtHand } from "./existing.ts";
import { declaredTwice } from "./once-only.ts";
import { type PeopleInput, withStandIns } from "./people.ts";
import { referenceProblems } from "./references.ts";

/** Documents with their addresses, and everything that is wrong across fields and across documents. */
export interface Resolved {
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  /** Whether some of the problems are between documents. */
  readonly isShared: boolean;
}

/**
 * Takes documents one after the other, and judges each by itself at once; what is judged by others, or by what is
 * remembered, waits for the end.
 */
export interface Resolver {
  /** `people` says where the people of a document come from that may name some; without it nobody is named. */
  take(raw: RawDocument, people?: PeopleInput): void;
  /**
   * Takes a document that is not judged: it counts for what the others say of it, and comes before them, so that what
   * both have is told of the others.
   */
  takeBeside(raw: RawDocument): void;
  /** What documents that were taken to be judged share with those beside them, if anything: see `mayShare`. */
  shared(): readonly SharedTexts[];
  /**
   * All that is wrong. May be called again with what is remembered, when it turns out that somebody asks for that.
   * Without memories nothing is remembered of anything.
   */
  end(states?: StatesAtHand): Resolved;
}

/** Thrown where a rule asks for what is remembered. */
const memoryWanted = Symbol("memory wanted");

/** A document that was read, with its address where it has one. */
interface Taken {
  readonly raw: RawDocument;
  readonly document?: Document;
}

/** `keep` is what is kept of a document once it was judged: all of it, or less where nobody wants its fields. */
export function resolver(input: ResolveInput, keep = (document: Document) => document): Resolver {
  const { locate, kinds } = input;
  const problems: Problem[] = [];
  const claims: Claims[] = [];
  const beside: Claims[] = [];
  const waiting: Taken[] = [];
  const isThere = ({ raw, document }: Taken, exists: (document: Document) => boolean) =>
    input.living === true || raw.namesId || (document !== undefined && exists(document));
  return {
    take: (read, people) => {
      const { account, problem } = accountIn(input, read);
      if (problem !== undefined) problems.push(problem);
      const raw = standingIn(input, read, account, people, problems);
      const document = placed(input, raw, account);
      const kept = document && keep(document);
      const taken = { raw, ...defined({ document: kept }) };
      try {
        problems.push(...documentProblems(input, raw, () => isThere(taken, existsByItself)));
      } catch (reason) {
        if (reason !== memoryWanted) throw reason;
        waiting.push(taken);
      }
      if (document !== undefined) claims.push(claimsOf(document, kinds.get(raw.kind) as KindEntry, kept));
    },
    takeBeside: (read) => {
      // Whom it names is nobody's business.
      const raw = personalFields(kinds.get(read.kind) as KindEntry).length > 0 ? { ...read, spec: {} } : read;
      const document = placed(input, raw, accountIn(input, raw).account);
      if (document !== undefined) beside.push(claimsOf(document, kinds.get(raw.kind) as KindEntry, keep(document)));
    },
    shared: () => textsShared(claims),
    end: (states) => {
      const all = [...beside, ...claims];
      const documents = all.map(({ document }) => document);
      const exists = existence(documents, states);
      const late = waiting.flatMap((taken) => documentProblems(input, taken.raw, () => isThere(taken, exists)));
      const across = [
        ...lookalikes({ claims: all, exists, locate }),
        ...duplicateProblems(documents, kinds, locate),
        ...declaredTwice(all, locate),
        ...referenceProblems({ claims: all, locate, elsewhere: input.elsewhere ?? new Set() }),
      ];
      return { documents, problems: [...problems, ...late, ...across], isShared: across.length > 0 };
    },
  };
}

/** Whether the resource of a document is there, as far as the document alone says it. */
function existsByItself({ id, absent }: Document): boolean {
  if (id !== undefined || absent) return true;
  throw memoryWanted;
}

function accountIn({ project, kinds, locate }: ResolveInput, raw: RawDocument) {
  const { kind } = kinds.get(raw.kind) as KindEntry;
  return accountOf(raw, kind.platform, project, locate);
}

/** A document in which nobody is named any more but by stand-ins. */
function standingIn(
  { kinds, locate, project }: ResolveInput,
  raw: RawDocument,
  account: string | undefined,
  people: PeopleInput | undefined,
  problems: Problem[],
): RawDocument {
  const entry = kinds.get(raw.kind) as KindEntry;
  if (people === undefined || personalFields(entry).length === 0) return raw;
  const own = project.accounts.find(({ name }) => name === account);
  const found = withStandIns(raw, { ...people, entry, locate, account: own });
  problems.push(...found.problems);
  return { ...raw, spec: found.spec };
}

/** A document with its address, where it has one. */
function placed({ kinds }: ResolveInput, raw: RawDocument, account: string | undefined): Document | undefined {
  if (account === undefined || raw.name === undefined) return undefined;
  const { kind } = kinds.get(raw.kind) as KindEntry;
  return {
    address: addressOf(account, raw.kind, raw.name),
    kind: raw.kind,
    name: raw.name,
    account,
    ...defined({ id: kind.unread?.id ?? raw.id, was: raw.was, reason: raw.reason }),
    ignore: raw.ignore,
    allow: raw.allow,
    protect: raw.protect,
    absent: raw.absent,
    spec: raw.spec,
    source: raw.source,
    line: raw.line,
  };
}

/**
 * Gives every document its account and address and applies the rules that need more than one field or more than one
 * document. Of what is remembered nothing is asked where no memories are given.
 */
export function resolveDocuments(
  documents: readonly RawDocument[],
  input: ResolveInput,
  states?: StatesAtHand,
): Resolved {
  const { take, end } = resolver(input);
  for (const raw of documents) take(raw);
  return end(states);
}

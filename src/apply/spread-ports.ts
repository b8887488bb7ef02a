import type { LiveObject } from "../model/objects.ts";
import type { Step } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";

/** What is about to be sent for an object of several, for the lock file: an answer that is lost can be made up for by it. */
export interface ObjectIntent {
  readonly step: Step;
  /** The items that the object is to hold. */
  readonly items?: readonly string[];
  /** The body that carries its terms. */
  readonly body?: Step["body"];
  /** The body with the former terms, which may be put back. */
  readonly restore?: Step["body"];
  /** The object that is about to be taken down. */
  readonly removes?: string;
}

/** What carrying out objects of a spread resource may ask for and write down. */
export interface SpreadPorts {
  /** Durable before the request goes out; a problem means that it is not, and nothing may be sent. */
  announce(intent: ObjectIntent): Problem | undefined;
  /** Remembers at once that an object holds items. */
  hold(address: string, id: string, items: readonly string[]): Problem | undefined;
  /** Remembers at once that an object is gone. */
  drop(address: string, id: string): Problem | undefined;
  /** Nothing came of what was announced. */
  clear(address: string): void;
  /** What this run has put into objects of the resource so far, by id. */
  held(address: string): Readonly<Record<string, readonly string[]>>;
  /** Reads one object. */
  read(address: string, id: string): Promise<LiveObject | "missing" | "unclear">;
  /** Objects of the account that hold any of some items, and that the resource does not know yet; undefined when nobody can say. */
  find(address: string, items: readonly string[]): Promise<readonly LiveObject[] | undefined>;
  /** Whether an object has the terms of a body. */
  hasTerms(address: string, object: LiveObject, body: Step["body"]): boolean;
  /** Whether an object has the terms that the document declares, and none but declared items. */
  fits(address: string, object: LiveObject): boolean;
  /** Another resource of the project that an object belongs to. */
  managerOf(address: string, id: string): string | undefined;
  /** Whose an object was before a request was sent, so that no answer can bring its id for something new: of this resource, or of another of the project. */
  holderOf(address: string, id: string): string | undefined;
  /** Items that are known to be held elsewhere. */
  excepted(address: string): ReadonlySet<string>;
  /** The identity of the resource's account. */
  identity(address: string): string;
}

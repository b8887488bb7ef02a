import { harmless } from "../report/harmless.ts";
import { unbroken } from "../report/page.ts";
import type { Redactor } from "./redact.ts";

/** What a person answered: `interrupted` when the question was ended by Ctrl-C. */
export type Answer = "yes" | "no" | "interrupted";

/**
 * Asks a person on the terminal, beside the result on stdout; only the word `yes` is a yes. The question is one
 * harmless line without a secret, whatever the names in it are: the prompt prints by itself.
 */
export async function confirmed(question: string, net: Redactor): Promise<Answer> {
  const { isCancel, text } = await import("@clack/prompts");
  const message = net.clean(harmless(unbroken(question)));
  const answer = await text({ message, placeholder: "yes", output: process.stderr });
  if (isCancel(answer)) return "interrupted";
  return answer?.trim() === "yes" ? "yes" : "no";
}

import type { Redactor } from "./redact.ts";

/** What a person answered: `interrupted` when the question was ended by Ctrl-C. */
export type Answer = "yes" | "no" | "interrupted";

/** Asks a person on the terminal, beside the result on stdout; only the word `yes` is a yes. What asks writes by itself, so the question is cleaned here. */
export async function confirmed(question: string, net: Redactor): Promise<Answer> {
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({ message: net.clean(question), placeholder: "yes", output: process.stderr });
  if (isCancel(answer)) return "interrupted";
  return answer?.trim() === "yes" ? "yes" : "no";
}

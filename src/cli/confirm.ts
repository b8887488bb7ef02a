/** Asks a person on the terminal; only the word `yes` is a yes. */
export async function confirmed(question: string): Promise<boolean> {
  const { isCancel, text } = await import("@clack/prompts");
  const answer = await text({ message: question, placeholder: "yes" });
  return !isCancel(answer) && answer?.trim() === "yes";
}

/** What `validate` says when nothing is wrong. By itself, because it needs none of what problems need. */
export function validText(documents: number): string {
  return `${documents} ${documents === 1 ? "document is" : "documents are"} valid.`;
}

/** True for a text that names no file and is rather a key: people mix the two variables up. */
export function looksLikeKey(text: string): boolean {
  return /-----|[\r\n]/.test(text) || text.length > 200 || (text.includes("\\n") && fileName(text) === undefined);
}

/**
 * The name of the file at the end of a path, where it plainly is one; undefined for anything that could be part of a
 * key.
 */
export function fileName(path: string): string | undefined {
  const [, name] = /(?:^|[/\\])([A-Za-z0-9_.-]{1,40}\.(?:pem|key|der|p12|pfx|crt|cer|txt))$/i.exec(path) ?? [];
  return name;
}

/**
 * The content of a key file as text: binary ones (DER, `apiclient_cert.p12`) as base64, and UTF-16, as PowerShell
 * writes it, read as such.
 */
export function keyFileText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // The first byte of every DER that matters here, and no text of a key begins with it and goes on like this.
  if (first === 0x30 && (second ?? 0) >= 0x80) return Buffer.from(bytes).toString("base64");
  return new TextDecoder().decode(bytes);
}

import { isObject, type JsonObject } from "../model/json.ts";

/**
 * The JSON object in an answer, or undefined when there is none. The content type is not looked at: errors come as text/plain.
 *
 * Answers can hold raw control characters inside texts, which JSON forbids; they are escaped, never dropped, since dropping changes the user's words.
 * Source: reports of several SDKs.
 */
export function answerObject(body: Uint8Array): JsonObject | undefined {
  const text = new TextDecoder("utf-8").decode(body);
  const value = parse(text) ?? parse(escapeControls(text));
  return isObject(value) ? value : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function escapeControls(text: string): string {
  let inside = false;
  let escaped = false;
  let out = "";
  for (const char of text) {
    if (inside && char < " ") out += `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
    else out += char;
    if (escaped) escaped = false;
    else if (inside && char === "\\") escaped = true;
    else if (char === '"') inside = !inside;
  }
  return out;
}

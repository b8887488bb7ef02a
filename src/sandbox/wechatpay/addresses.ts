/** What is wrong with the picture of a template: only addresses that the upload call gave are taken, and those lie on `qpic.cn`. */
export function pictureIssue(text: string): string | undefined {
  const url = urlOf(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "must be a URL";
  return /(^|\.)qpic\.cn$/.test(url.hostname) ? undefined : "must be a URL that the image upload gave";
}

/** What is wrong with an address to be notified at: https, a public host, nothing behind the path. Source: general rules for `notify_url`. */
export function notifyIssue(text: string): string | undefined {
  const url = urlOf(text);
  if (url === undefined || url.protocol !== "https:") return "must be an https URL";
  if (text.includes("?") || text.includes("#")) return "must not carry parameters";
  return isPublic(url.hostname) ? undefined : "must be a public address";
}

function isPublic(host: string): boolean {
  if (host === "localhost" || host.startsWith("[")) return false;
  return !/^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168)\.[\d.]+$/.test(host);
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

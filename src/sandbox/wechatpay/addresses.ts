import type { WechatPayBehaviours } from "../wechatpay-behaviours.ts";

/**
 * What is wrong with the picture of a template: only addresses that the upload call gave are taken, and the hosts of
 * those are a behaviour.
 */
export function pictureIssue(text: string, { pictureHosts }: WechatPayBehaviours): string | undefined {
  const url = urlOf(text);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return "must be a URL";
  const isUploaded = pictureHosts === "any" || pictureHosts.some((host) => `.${url.hostname}`.endsWith(`.${host}`));
  return isUploaded ? undefined : "must be a URL that the image upload gave";
}

/**
 * What is wrong with an address to be notified at: https, a public host, nothing behind the path. Source: general rules
 * for `notify_url`.
 */
export function notifyIssue(text: string, { notifyHosts }: WechatPayBehaviours): string | undefined {
  const url = urlOf(text);
  if (url === undefined || url.protocol !== "https:") return "must be an https URL";
  if (text.includes("?") || text.includes("#")) return "must not carry parameters";
  return notifyHosts === "any" || isPublic(url.hostname) ? undefined : "must be a public address";
}

function isPublic(host: string): boolean {
  if (host === "localhost" || host.startsWith("[")) return false;
  return !/^(0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168)\.[\d.]+$/.test(host);
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

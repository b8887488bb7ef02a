import { randomWord } from "../random-text.ts";
import type { Call } from "./call.ts";
import { refuse } from "./refusal.ts";

/** Largest image. Source: documentation of media/uploadimg. */
const MOST_IMAGE_BYTES = 1024 * 1024;

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The content of the part named `buffer` (card pages) or `media` (current pages) of a multipart body; undefined when
 * there is none.
 */
function imagePart(body: Buffer, contentType: string): Buffer | undefined {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const name = boundary?.[1] ?? boundary?.[2];
  if (name === undefined) return undefined;
  const line = Buffer.from(`--${name}`);
  for (let at = body.indexOf(line); at >= 0; at = body.indexOf(line, at + line.length)) {
    const headersEnd = body.indexOf("\r\n\r\n", at);
    const end = body.indexOf(Buffer.concat([Buffer.from("\r\n"), line]), at + line.length);
    if (headersEnd < 0 || end < 0) return undefined;
    const headers = body.toString("latin1", at, headersEnd);
    if (/;\s*name="?(?:buffer|media)"?(?:;|\s|$)/i.test(headers)) return body.subarray(headersEnd + 4, end);
  }
  return undefined;
}

/**
 * POST /cgi-bin/media/uploadimg: multipart with the image in the field `buffer` or `media`; answers `url` and no
 * errcode.
 *
 * Anything but a JPEG or PNG is 40005, more than 1 MiB 40009, a missing field 41005. Each upload gives another address.
 */
export const uploadImage: Call = ({ received, random, behaviours }) => {
  if (received.tooLarge) return refuse(40009);
  const contentType = received.headers["content-type"];
  const image = imagePart(received.body, typeof contentType === "string" ? contentType : "");
  if (image === undefined) return refuse(41005);
  const kind = image.subarray(0, 3).equals(JPEG) ? "jpg" : image.subarray(0, 8).equals(PNG) ? "png" : undefined;
  if (image.length > MOST_IMAGE_BYTES) return refuse(40009);
  if (kind === undefined) return refuse(40005);
  return { json: { url: `http://${behaviours.imageHost}/mmbiz_${kind}/${randomWord(random, 48)}/0` } };
};

import { createCipheriv } from "node:crypto";
import { randomWord } from "../random-text.ts";
import type { Call } from "./call.ts";
import { secondText } from "./moment.ts";
import { refuse } from "./refusal.ts";

const ASSOCIATED_DATA = "certificate";

/**
 * GET /v3/certificates: the certificates that answers may be signed with, each encrypted with the merchant's APIv3 key.
 *
 * Merchants since about 2024-10 have none and get 404; so does one without an APIv3 key.
 */
export const downloadCertificates: Call = ({ caller, behaviours, random, signer, now }) => {
  const { apiV3Key } = caller;
  if (behaviours.platformKeys === "public-key" || apiV3Key === undefined)
    return refuse("RESOURCE_NOT_EXISTS", "无可用的平台证书，请在商户平台-API安全申请使用微信支付公钥。");
  const data = signer.certificates(now).map(({ serial, pem, begins, ends }) => {
    const nonce = randomWord(random, 12);
    return {
      serial_no: serial,
      effective_time: secondText(begins),
      expire_time: secondText(ends),
      encrypt_certificate: {
        algorithm: "AEAD_AES_256_GCM",
        nonce,
        associated_data: ASSOCIATED_DATA,
        ciphertext: encrypted(pem, apiV3Key, nonce),
      },
    };
  });
  return { json: { data } };
};

/** The ciphertext with the tag of 16 bytes behind it, base64. */
function encrypted(text: string, key: string, nonce: string): string {
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(ASSOCIATED_DATA));
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/*
 * Requests that were signed elsewhere, with openssl and the test key that Tencent prints in its documentation (mchid 1900007291); the key itself is not here.
 */

/** PEM of the key that they were signed with. Source: pay.weixin.qq.com/doc/v3/merchant/4012365334. */
export const officialPublicKey = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptpm+qvIDCh/9wjU26SQ
CK26ogYkBhDrYxnAaw2JbbBsp1oDbHKk+1r381NeBUG2HEFAuU+Fr72u5ot3yKdz
oF/FajAzQNKnm569/D3upKoi8mYBaST15Uig8j8qoUW1U217LL0jEHlSnHV3lcaD
TXqDpTRR4Bfz9IqOgJgFZ8/oTfEomSrjrLYef81Eyxr7ZIMQXEKKEK7V4UXKS0+/
fDsiG/cXidhzt8UbTL9vqXqxM2+IDImyO+FAc/tkBG55LmzxPto1Nq0WbnZzRM/w
Tzrd0I/8NlevxtFbphg4evlHjFNI7+GrqR87ViEwuAJJ9Je5QQjct5YJfFRWiZ5C
MQIDAQAB
-----END PUBLIC KEY-----
`;

/** Calls on the cards of brand 1004; the body of the invalidating one is the brand alone. */
export const signedElsewhere = [
  {
    method: "GET",
    url: "/v3/brand/partner/card-member/cards/pbLatjvWOibDc5-TBnbUk1pD12o0?brand_id=1004",
    body: "",
    nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
    signature:
      "DGQT3Dr45UtuEokmM8o/UNRwTtUl/QlyLiaah8WT+7ysbr2j5PATQFV2bm3Hv+FB7icyRnv01PzAzv7MY0xT7v0e1CZLH6rVwvnUZL4lq+nHefVSDMy707f4zAEe7sk/1vqSzC1DvAuKQvd1JHbODURhZazSA1eKhGcgpaQBP0jrLViLwjzddUtuZz1ctQXXI1Da6EAaKiCd6/cUOwPTi3GdoGSyMtakP9ilfDRfh/Gw9/t25aHbCn8n+2bvNrh3iMq0J7//D72rloeM1bTpCZotom0HWs4zBf/4s2unwQyTV9leS36ipj495rjrvBRWZysUsUp2lT/90U3kTkQcfw==",
    timestamp: 1554208460,
  },
  {
    method: "GET",
    url: "/v3/brand/partner/card-member/cards?brand_id=1004&state=CARD_EFFECTIVE&offset=0&limit=20",
    body: "",
    nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
    signature:
      "hmuQyByoTMXhuScCKz18hSp694fB4wgmUV5IWJzm2W9d+EQrsEkE535QywYG8/a8gG52hgDOT3GT36LJFrHfcmjXkymV8k3sVIEFfw71wbm/uMZ2+Z3Ui/LYm3Q6NaS7bwDpf8EcyLHpzcgAeDWyHrDi4qXCgsV/B502obAz5WP96uVR3wu99qREIZAKyZqnAUC97OujtUj6cYqhl2eTU4k6X2LafggXmBt63VPgDPwtcMKu8jObVt7Jcv313I4oiaXoahexIvi8h4KgJLUY9/36bcRzT04MpgLU/K3AC5I4F3slNlmPDKkrkYzFJKJXe3WFHJxD4a2Vsv2cBofzxQ==",
    timestamp: 1554208460,
  },
  {
    method: "PATCH",
    url: "/v3/brand/partner/card-member/cards/pbLatjvWOibDc5-TBnbUk1pD12o0",
    body: '{"brand_id":"1004","card_title":"测试卡","card_color":"#FFFF00","need_pinned":true}',
    nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
    signature:
      "VqWC9EcSRY7Al9N3YViOvGxQggVHKOXR5XtYc470etAmDGk5tkLtU+v2orkwDjOq2PCLqkjggNwfGqDiHt7Eti6KvQ8Q6K3MaG8tVbSjjwYzSVAjQiyczcr7MbKd0YMyZVydZ7++4P+EkxyE63BoH3VlGqmA8I1Dq+fM7IS019BwDKVtFC40kwFemIPTnmFM7DTHgVNQa8F4KKRorxDAQTchKQNbPyp+JcVTz36ueej7SHitkHlsKk9OfMrkawv1GP57YrMRtET4VgPVudhU7fJgDbQe8weK7OLHQMlatkjcUgpOFu1n1lzn+AtB8mpR5oj8oBmZgThQKsU3ZOEuiw==",
    timestamp: 1554208460,
  },
  {
    method: "POST",
    url: "/v3/brand/partner/card-member/cards/pbLatjvWOibDc5-TBnbUk1pD12o0/invalidate",
    body: '{"brand_id":"1004"}',
    nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
    signature:
      "bs69qHoyg5ltUIYIZIM8NGZvXUNIFyCUjw39ll1tslYtW8/I9T3A0jC71GY7TfI/xEUf6cWq7e1W7SfgIxBumhkpXpvtjZM9lA7d6Rfh/y74JqYbOuR452LqlORo3QKn8lnx2fAedhVCK3Cs3Z1pSmG6yNKv+uIJyh4EuCfiQ2Sd9z9hA/g1KMcms8lte9hm+IV+0jisXyV4DSm6tX6tA8GvMSwi5VuCPP9se1K2UIFjn7bErtF0cSZztPuFgVvZZS8E+0qIDexL4+bRzKU0/P2IwZ5pEglUhiOnvJGkijwmnGUj7OOb7aYcFVvNxVP3eo9v1mx25LBtvUDJ2GnMMQ==",
    timestamp: 1554208460,
  },
  {
    method: "DELETE",
    url: "/v3/brand/partner/card-member/cards/pbLatjvWOibDc5-TBnbUk1pD12o0?brand_id=1004",
    body: "",
    nonce: "593BEC0C930BF1AFEB40B4A08C8FB242",
    signature:
      "U5tg+cMVFT8rXb+w2OYXdBRuJom2aDm4Zb+Hiyu7ujI4ReGbZadAMPwumaswxYGGNT2oVPczXXc9ai75el61VS4UauJntFtRSYhdb//NSenG7aDhXkLhS2WWoxc/fg46sD51QdK3jVau+qRIMMsHtVgwqC1QQccLT/dkQSwJcDo5yqoqlHuh2dJMAQ/Vm8hDzUEjHheMw323hmlLP/35X6S1w5SuJCuK+YQL1oFi06HqmQBQJyBHMPMbXn1/ywhKbKqjmfnfY5ls+LzwNdEED01z4OvvmzM8cCmi/yR93Y1+osvewPbo+AGtD1MILqK/wn0t58x3PK0rtEodBXzMwA==",
    timestamp: 1554208460,
  },
] as const;

"""requests, httpx, aiohttp or urllib; the argument names the library."""

import asyncio
import base64
import hashlib
import hmac
import json
import sys
from email.utils import format_datetime
from datetime import datetime, timezone
from importlib.metadata import version
from urllib import error, request
from urllib.parse import quote, urlsplit


def sign(host, path_and_query, body):
    date = format_datetime(datetime.now(timezone.utc), usegmt=True)
    content_hash = base64.b64encode(hashlib.sha256(body).digest()).decode()
    text = f"POST\n{path_and_query}\n{date};{host};{content_hash}"
    signature = hmac.new(base64.b64decode(SECRET), text.encode(), hashlib.sha256).digest()
    return {
        "x-ms-date": date,
        "x-ms-content-sha256": content_hash,
        "Authorization": f"HMAC-SHA256 Credential={TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256"
        f"&Signature={base64.b64encode(signature).decode()}",
    }


def with_requests(variant, target, body):
    import requests

    class Signature(requests.auth.AuthBase):
        def __call__(self, prepared):
            path = target if variant in ("address as typed", "%2f, sent as %2F") else prepared.path_url
            prepared.headers.update(sign(urlsplit(prepared.url).netloc, path, signed_bytes(variant, prepared.body)))
            return prepared

    content = {"json": json.loads(body)} if variant == "json=" else {"data": body if variant == "str instead of bytes" else encoded(body)}
    response = requests.post(ADDRESS + target, auth=Signature(), headers=json_type(body), **content)
    return response.status_code, response.content


def with_httpx(variant, target, body):
    import httpx

    class Signature(httpx.Auth):
        requires_request_body = True

        def auth_flow(self, sent):
            path = target if variant in ("address as typed", "%2f, sent as %2F") else sent.url.raw_path.decode()
            sent.headers.update(sign(sent.url.netloc.decode(), path, signed_bytes(variant, sent.content)))
            yield sent

    content = {"json": json.loads(body)} if variant == "json=" else {"content": encoded(body)}
    response = httpx.post(ADDRESS + target, auth=Signature(), headers=json_type(body), **content)
    return response.status_code, response.content


def with_aiohttp(variant, target, body):
    import aiohttp
    from yarl import URL

    async def post():
        url = URL(ADDRESS + target)
        path = quote(target, safe="/?&=%") if variant == "%2F, sent as /" else url.raw_path_qs
        headers = {**sign(url.authority, path, encoded(body) or b""), **json_type(body)}
        async with aiohttp.ClientSession() as session:
            async with session.post(url, data=encoded(body), headers=headers) as response:
                return response.status, await response.read()

    return asyncio.run(post())


def with_urllib(variant, target, body):
    url = ADDRESS + quote(target, safe="%/:=&?~#+!$,;'@()*[]")
    sent = request.Request(url, data=encoded(body) or b"", method="POST")
    path = sent.selector.split("?")[0] if variant == "query not signed" else sent.selector
    headers = {**sign(sent.host, path, sent.data), **({} if variant == "no Content-Type" else json_type(body))}
    for name, value in headers.items():
        sent.add_header(name, value)
    try:
        with request.urlopen(sent) as response:
            return response.status, response.read()
    except error.HTTPError as refused:
        return refused.code, refused.read()


def encoded(body):
    return None if body is None else body.encode()


def signed_bytes(variant, body):
    """What the signer takes for the body: with `json=` the text that `json.dumps` or JavaScript would write."""
    if variant == "json=":
        return json.dumps(json.loads(body), separators=(",", ":"), ensure_ascii=False).encode()
    return body.encode() if isinstance(body, str) else body or b""


def json_type(body):
    return {} if body is None else {"Content-Type": "application/json"}


def decode(field):
    return None if field == "-" else base64.b64decode(field).decode()


LIBRARY = sys.argv[1]
lines = sys.stdin.read().rstrip("\n").split("\n")
ADDRESS, TOKEN, SECRET = map(decode, lines[0].split("\t"))
print(sys.version.split()[0] if LIBRARY == "urllib" else version(LIBRARY))
for line in lines[1:]:
    try:
        status, content = globals()[f"with_{LIBRARY}"](*map(decode, line.split("\t")))
    except Exception as problem:
        status, content = 0, repr(problem).encode()
    print(status, base64.b64encode(content).decode(), sep="\t")

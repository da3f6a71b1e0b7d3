# @comment:requires@ pip install requests
import base64
import hashlib
import hmac
from datetime import datetime, timezone
from email.utils import format_datetime
from urllib.parse import urlsplit

import requests
from requests.auth import AuthBase

# @comment:keepSecret@
ADDRESS = "@address@"
TOKEN = "@token@"
SECRET = "@secret@"


class HmacAuth(AuthBase):
    def __call__(self, request):
        # @comment:signed@
        host = urlsplit(request.url).netloc
        date = format_datetime(datetime.now(timezone.utc), usegmt=True)
        content_hash = base64.b64encode(hashlib.sha256(request.body or b"").digest()).decode()
        text = f"{request.method}\n{request.path_url}\n{date};{host};{content_hash}"
        digest = hmac.new(base64.b64decode(SECRET), text.encode(), hashlib.sha256).digest()
        request.headers["Host"] = host
        request.headers["x-ms-date"] = date
        request.headers["x-ms-content-sha256"] = content_hash
        request.headers["Authorization"] = (
            f"HMAC-SHA256 Credential={TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256"
            f"&Signature={base64.b64encode(digest).decode()}"
        )
        return request


def send(method, path, body):
    headers = {"Content-Type": "application/json"} if body else {}
    return requests.request(
        method, ADDRESS + path, data=body.encode(), headers=headers, auth=HmacAuth(), timeout=30
    )


# @comment:call@
response = send("@method@", "@path@", "@body@")
print(response.status_code)
print(response.text)

# @comment:requires@ pip install httpx
import base64
import hashlib
import hmac
from datetime import datetime, timezone
from email.utils import format_datetime

import httpx

# @comment:keepSecret@
ADDRESS = "@address@"
TOKEN = "@token@"
SECRET = "@secret@"


class HmacAuth(httpx.Auth):
    requires_request_body = True

    def auth_flow(self, request):
        # @comment:signed@
        host = request.headers["Host"]
        path = request.url.raw_path.decode()
        date = format_datetime(datetime.now(timezone.utc), usegmt=True)
        content_hash = base64.b64encode(hashlib.sha256(request.content).digest()).decode()
        text = f"{request.method}\n{path}\n{date};{host};{content_hash}"
        digest = hmac.new(base64.b64decode(SECRET), text.encode(), hashlib.sha256).digest()
        request.headers["x-ms-date"] = date
        request.headers["x-ms-content-sha256"] = content_hash
        request.headers["Authorization"] = (
            f"HMAC-SHA256 Credential={TOKEN}&SignedHeaders=x-ms-date;host;x-ms-content-sha256"
            f"&Signature={base64.b64encode(digest).decode()}"
        )
        yield request


def send(method, path, body):
    headers = {"Content-Type": "application/json"} if body else {}
    return httpx.request(
        method, ADDRESS + path, content=body.encode(), headers=headers, auth=HmacAuth(), timeout=30
    )


# @comment:call@
response = send("@method@", "@path@", "@body@")
print(response.status_code)
print(response.text)

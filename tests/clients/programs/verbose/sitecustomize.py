"""Loaded by Python when it starts: has the libraries print what they send."""

import http.client
import os
import urllib.request

LIBRARY = os.environ.get("KEYDESK_VERBOSE")

if LIBRARY in ("requests", "urllib"):
    http.client.HTTPConnection.debuglevel = 1
    # The handler sets the level of its connections.
    urllib.request.AbstractHTTPHandler.__init__.__defaults__ = (1,)

if LIBRARY == "httpx":
    import httpx

    post = httpx.post

    def post_and_print(*parameters, **options):
        response = post(*parameters, **options)
        request = response.request
        print(request.method, request.url, dict(request.headers), request.content)
        print(response.status_code, response.reason_phrase)
        return response

    httpx.post = post_and_print

if LIBRARY == "aiohttp":
    import aiohttp

    read = aiohttp.ClientResponse.read

    async def read_and_print(response):
        print(response.request_info)
        print(response.status, response.reason)
        return await read(response)

    aiohttp.ClientResponse.read = read_and_print

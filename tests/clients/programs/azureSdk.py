"""The Python client of Azure App Configuration, which uses the same scheme; the platform has none of its methods."""

import base64
import sys
from importlib.metadata import version

from azure.appconfiguration import AzureAppConfigurationClient
from azure.core.exceptions import HttpResponseError
from azure.core.pipeline.transport import RequestsTransport


class PlainHttp(RequestsTransport):
    """The client signs for https only; the scheme is not a part of what is signed."""

    def send(self, request, **kwargs):
        request.url = request.url.replace("https://", "http://", 1)
        return super().send(request, **kwargs)


lines = sys.stdin.read().rstrip("\n").split("\n")
address, token, secret = (base64.b64decode(field).decode() for field in lines[0].split("\t"))
endpoint = address.replace("http://", "https://")
client = AzureAppConfigurationClient.from_connection_string(
    f"Endpoint={endpoint};Id={token};Secret={secret}", transport=PlainHttp(), retry_total=0
)
print(version("azure-appconfiguration"))
for line in lines[1:]:
    label = base64.b64decode(line.split("\t")[1]).decode()
    try:
        client.get_configuration_setting(key="имя /1", label=label)
        print(200, "", sep="\t")
    except HttpResponseError as refused:
        print(refused.status_code, base64.b64encode(refused.response.body()).decode(), sep="\t")

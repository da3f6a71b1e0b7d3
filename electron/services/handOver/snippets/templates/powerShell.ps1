#Requires -Version 5.1
# @comment:keepSecret@
$Address = '@address@'
$Token = '@token@'
$Secret = '@secret@'

$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Net.Http
$Client = [System.Net.Http.HttpClient]::new()

function Send-SignedRequest {
    param([string]$Method, [string]$Path, [string]$Body)

    # @comment:signed@
    $uri = [uri]::new($Address + $Path)
    [byte[]]$content = [System.Text.Encoding]::UTF8.GetBytes($Body)
    $date = [datetime]::UtcNow.ToString('r', [cultureinfo]::InvariantCulture)
    $sha256 = [System.Security.Cryptography.SHA256]::Create()
    $hash = [Convert]::ToBase64String($sha256.ComputeHash($content))
    $text = "$Method`n$($uri.PathAndQuery)`n$date;$($uri.Authority);$hash"
    [byte[]]$key = [Convert]::FromBase64String($Secret)
    $hmac = [System.Security.Cryptography.HMACSHA256]::new($key)
    $signature = [Convert]::ToBase64String($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($text)))

    $request = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new($Method), $uri)
    $request.Headers.Host = $uri.Authority
    $headers = [ordered]@{
        'x-ms-date'           = $date
        'x-ms-content-sha256' = $hash
        'Authorization'       = "HMAC-SHA256 Credential=$Token&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=$signature"
    }
    foreach ($name in $headers.Keys) {
        [void]$request.Headers.TryAddWithoutValidation($name, [string]$headers[$name])
    }
    if ($content.Length -gt 0) {
        $request.Content = [System.Net.Http.ByteArrayContent]::new($content)
        [void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')
    }
    $response = $Client.SendAsync($request).GetAwaiter().GetResult()
    [int]$response.StatusCode
    $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
}

# @comment:call@
Send-SignedRequest -Method '@method@' -Path '@path@' -Body '@body@'

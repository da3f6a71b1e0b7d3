<?php
// @comment:requires@ PHP 7.4+, ext-curl
declare(strict_types=1);

// @comment:keepSecret@
const ADDRESS = '@address@';
const TOKEN = '@token@';
const SECRET = '@secret@';

/** @return array{int, string} */
function send(string $method, string $path, string $body): array
{
    $url = ADDRESS . encode($path);
    // @comment:signed@
    preg_match('~^https?://([^/]+)(/.*)$~', $url, $parts);
    [, $host, $pathAndQuery] = $parts;
    $date = gmdate('D, d M Y H:i:s \G\M\T');
    $hash = base64_encode(hash('sha256', $body, true));
    $text = "$method\n$pathAndQuery\n$date;$host;$hash";
    $signature = base64_encode(hash_hmac('sha256', $text, base64_decode(SECRET), true));

    $headers = [
        "Host: $host",
        "x-ms-date: $date",
        "x-ms-content-sha256: $hash",
        'Authorization: HMAC-SHA256 Credential=' . TOKEN
            . "&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=$signature",
    ];
    $options = [CURLOPT_CUSTOMREQUEST => $method, CURLOPT_RETURNTRANSFER => true, CURLOPT_PATH_AS_IS => true];
    if ($body !== '') {
        $headers[] = 'Content-Type: application/json';
        $options[CURLOPT_POSTFIELDS] = $body;
    }
    $request = curl_init($url);
    curl_setopt_array($request, $options + [CURLOPT_HTTPHEADER => $headers]);
    $response = curl_exec($request);
    if ($response === false) {
        throw new RuntimeException(curl_error($request));
    }
    return [curl_getinfo($request, CURLINFO_RESPONSE_CODE), $response];
}

/** @comment:encode@ */
function encode(string $path): string
{
    $escape = fn (array $found): string => rawurlencode($found[0]);
    return preg_replace_callback('~[^-A-Za-z0-9._\~:/?@!$&\'()*+,;=%]+~', $escape, $path);
}

// @comment:call@
[$status, $text] = send('@method@', '@path@', '@body@');
echo $status, "\n", $text, "\n";

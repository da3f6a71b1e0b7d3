<?php
// The curl extension of PHP.
function decode(string $field): ?string
{
    return $field === '-' ? null : base64_decode($field);
}

function sign(string $host, string $pathAndQuery, string $body): array
{
    global $token, $secret;
    $date = gmdate('D, d M Y H:i:s \G\M\T');
    $hash = base64_encode(hash('sha256', $body, true));
    $key = base64_decode($secret);
    $signature = base64_encode(hash_hmac('sha256', "POST\n$pathAndQuery\n$date;$host;$hash", $key, true));
    return [
        "x-ms-date: $date",
        "x-ms-content-sha256: $hash",
        "Authorization: HMAC-SHA256 Credential=$token&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=$signature",
    ];
}

// Encodes what is not in an address (RFC 3986), and leaves what is encoded already.
function encode(string $typed): string
{
    $escape = fn (array $match): string => rawurlencode($match[0]);
    return preg_replace_callback('/[^A-Za-z0-9\-._~:\/?#@!$&\'()*+,;=%]/', $escape, $typed);
}

$lines = explode("\n", trim(stream_get_contents(STDIN)));
[$address, $token, $secret] = array_map('decode', explode("\t", $lines[0]));
echo PHP_VERSION, "\n";
foreach (array_slice($lines, 1) as $line) {
    [$variant, $target, $body] = array_map('decode', explode("\t", $line));
    $url = parse_url($address . encode($target));
    $pathAndQuery = $url['path'] . (isset($url['query']) ? '?' . $url['query'] : '');
    if ($variant === 'query of http_build_query') {
        parse_str($url['query'], $values);
        $pathAndQuery = $url['path'] . '?' . http_build_query($values);
    }
    $host = $variant === 'host without its port' ? $url['host'] : "{$url['host']}:{$url['port']}";
    $headers = sign($host, $pathAndQuery, $body ?? '');
    if ($body !== null && $variant !== 'no Content-Type') {
        $headers[] = 'Content-Type: application/json';
    }
    $request = curl_init($address . encode($target));
    curl_setopt_array($request, [
        CURLOPT_POST => true,
        CURLOPT_POSTFIELDS => $body ?? '',
        CURLOPT_HTTPHEADER => $headers,
        CURLOPT_RETURNTRANSFER => true,
    ]);
    $text = curl_exec($request);
    echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), "\t", base64_encode($text === false ? curl_error($request) : $text), "\n";
}

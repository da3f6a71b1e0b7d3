import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HttpClient of Java. */
class JavaClient {
    static final DateTimeFormatter DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);
    static String address, token, secret;

    public static void main(String[] parameters) throws Exception {
        var lines = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII).trim().split("\n");
        var platform = lines[0].split("\t");
        address = decode(platform[0]);
        token = decode(platform[1]);
        secret = decode(platform[2]);
        System.out.println(System.getProperty("java.version"));
        var client = HttpClient.newHttpClient();
        for (int index = 1; index < lines.length; index++) {
            var fields = lines[index].split("\t");
            var response = client.send(
                request(decode(fields[0]), decode(fields[1]), decode(fields[2])),
                HttpResponse.BodyHandlers.ofByteArray());
            System.out.println(response.statusCode() + "\t" + Base64.getEncoder().encodeToString(response.body()));
        }
    }

    static HttpRequest request(String variant, String target, String body) throws Exception {
        var isTyped = variant.equals("address as typed");
        var uri = isTyped ? URI.create(address + target) : encode(target);
        var pathAndQuery = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var host = variant.equals("host without its port") ? uri.getHost() : uri.getAuthority();
        var date = (variant.startsWith("RFC_1123_DATE_TIME") ? DateTimeFormatter.RFC_1123_DATE_TIME : DATE)
            .format(ZonedDateTime.now(ZoneOffset.UTC));
        var bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var hash = base64(MessageDigest.getInstance("SHA-256").digest(bytes));
        var mac = Mac.getInstance("HmacSHA256");
        var key = variant.equals("secret key not decoded") ? secret.getBytes() : Base64.getDecoder().decode(secret);
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        var text = String.join("\n", "POST", pathAndQuery, date + ";" + host + ";" + hash);
        var signature = base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        var request = HttpRequest.newBuilder(uri)
            .POST(body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(bytes))
            .header("x-ms-date", date)
            .header("x-ms-content-sha256", hash)
            .header("Authorization", "HMAC-SHA256 Credential=" + token
                + "&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature);
        return (body == null ? request : request.header("Content-Type", "application/json")).build();
    }

    /** The constructor of URI encodes everything, also "%". */
    static URI encode(String target) throws Exception {
        var parts = target.split("\\?", 2);
        var uri = new URI("http", address.substring("http://".length()), parts[0], parts.length > 1 ? parts[1] : null, null);
        return URI.create(uri.toASCIIString().replaceAll("%25(?=[0-9A-Fa-f]{2})", "%"));
    }

    static String decode(String field) {
        return field.equals("-") ? null : new String(Base64.getDecoder().decode(field), StandardCharsets.UTF_8);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

// @comment:requires@ Java 17+
// @comment:run@ java ApiCall.java
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class ApiCall {
    // @comment:keepSecret@
    static final String ADDRESS = "@address@";
    static final String TOKEN = "@token@";
    static final String SECRET = "@secret@";

    static final DateTimeFormatter HTTP_DATE =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    static final Pattern NOT_ALLOWED = Pattern.compile("[^-A-Za-z0-9._~:/?@!$&'()*+,;=%]+");
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    public static void main(String[] args) throws Exception {
        // @comment:call@
        var response = send("@method@", "@path@", "@body@");
        System.out.println(response.statusCode());
        System.out.println(response.body());
    }

    static HttpResponse<String> send(String method, String path, String body) throws Exception {
        // @comment:signed@
        var uri = URI.create(ADDRESS + encode(path));
        var pathAndQuery = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        var content = body.getBytes(StandardCharsets.UTF_8);
        var date = HTTP_DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
        var hash = base64(MessageDigest.getInstance("SHA-256").digest(content));
        var text = method + "\n" + pathAndQuery + "\n" + date + ";" + uri.getRawAuthority() + ";" + hash;
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET), "HmacSHA256"));
        var signature = base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));

        var request = HttpRequest.newBuilder(uri)
            .header("x-ms-date", date)
            .header("x-ms-content-sha256", hash)
            .header("Authorization", "HMAC-SHA256 Credential=" + TOKEN
                + "&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=" + signature);
        if (content.length == 0) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofByteArray(content));
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** @comment:encode@ */
    static String encode(String path) {
        return NOT_ALLOWED.matcher(path)
            .replaceAll(found -> URLEncoder.encode(found.group(), StandardCharsets.UTF_8).replace("+", "%20"));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

using System;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;

static class ApiCall
{
    // @comment:keepSecret@
    const string Address = "@address@";
    const string Token = "@token@";
    const string Secret = "@secret@";

    static readonly HttpClient Client = new HttpClient();

    static void Main()
    {
        RunAsync().GetAwaiter().GetResult();
    }

    static async Task RunAsync()
    {
        // @comment:call@
        using (var response = await SendAsync("@method@", "@path@", "@body@"))
        {
            Console.WriteLine((int)response.StatusCode);
            Console.WriteLine(await response.Content.ReadAsStringAsync());
        }
    }

    static Task<HttpResponseMessage> SendAsync(string method, string path, string body)
    {
        // @comment:signed@
        var uri = new Uri(Address + path);
        var content = Encoding.UTF8.GetBytes(body);
        var date = DateTimeOffset.UtcNow.ToString("r");
        string hash, signature;
        using (var sha256 = SHA256.Create())
        {
            hash = Convert.ToBase64String(sha256.ComputeHash(content));
        }
        using (var hmac = new HMACSHA256(Convert.FromBase64String(Secret)))
        {
            var text = $"{method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{hash}";
            signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        }

        var request = new HttpRequestMessage(new HttpMethod(method), uri);
        request.Headers.Host = uri.Authority;
        request.Headers.TryAddWithoutValidation("x-ms-date", date);
        request.Headers.TryAddWithoutValidation("x-ms-content-sha256", hash);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"HMAC-SHA256 Credential={Token}&SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
        if (content.Length > 0)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }
        return Client.SendAsync(request);
    }
}

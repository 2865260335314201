using System.Net;
using System.Text.RegularExpressions;

namespace GroundTransport.Benchmarks.Running;

/// <summary>Reads the console's pages as somebody who has signed in.</summary>
public sealed partial class ConsoleReader : IDisposable
{
    private readonly HttpClient http;
    private readonly CookieContainer cookies = new();
    private readonly Uri address;

    private ConsoleReader(Uri address)
    {
        this.address = address;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5),
        };
        http.DefaultRequestHeaders.Add("Accept", "text/html");
    }

    public static async Task<ConsoleReader> SignIn(Uri address, string key, CancellationToken ct)
    {
        var reader = new ConsoleReader(address);
        var page = await reader.Send(HttpMethod.Get, "/console/sign-in", null, ct);
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);
        await reader.Send(HttpMethod.Post, "/console/sign-in",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("key", key)]), ct);
        return reader;
    }

    /// <summary>A page that must be there.</summary>
    public Task<string> Read(string path, CancellationToken ct) => Send(HttpMethod.Get, path, null, ct);

    public void Dispose() => http.Dispose();

    /// <remarks>The cookies are for encrypted connections alone; a loopback connection shows them all the same.</remarks>
    private async Task<string> Send(HttpMethod method, string path, HttpContent? content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        var encrypted = new Uri(new UriBuilder(address) { Scheme = "https" }.Uri, path);
        if (cookies.GetCookieHeader(encrypted) is { Length: > 0 } header)
            request.Headers.Add("Cookie", header);
        using var response = await http.SendAsync(request, ct);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            cookies.SetCookies(encrypted, cookie);
        var body = await response.Content.ReadAsStringAsync(ct);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther ? body
            : throw new BenchmarkException($"{method} {path} was answered {(int)response.StatusCode}: {body}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

using System.Net;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Administration.Demo;

namespace GroundTransport.Api.Tests.Console;

/// <summary>Reads the console's pages as a browser without script does: cookies, forms, redirects followed by hand.</summary>
public sealed partial class ConsoleBrowser : IDisposable
{
    private readonly HttpClient http;

    public ConsoleBrowser(RunningGateway gateway) : this(gateway.Http.BaseAddress!)
    {
    }

    /// <param name="watch">Sees each answer.</param>
    public ConsoleBrowser(Uri address, DelegatingHandler? watch = null)
    {
        HttpMessageHandler handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = Cookies };
        if (watch is not null)
            (watch.InnerHandler, handler) = (handler, watch);
        http = new HttpClient(handler) { BaseAddress = address };
        http.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    }

    public CookieContainer Cookies { get; } = new();

    public static async Task<ConsoleBrowser> SignedIn(RunningGateway gateway, string key = DemoData.AdminKey)
    {
        var browser = new ConsoleBrowser(gateway);
        await browser.SignIn(key);
        return browser;
    }

    public async Task SignIn(string key)
    {
        var page = await Get("/console/sign-in");
        using var answer = await Post("/console/sign-in", page, ("key", key));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    /// <summary>A page that must be there.</summary>
    public async Task<string> Get(string path)
    {
        using var answer = await Send(HttpMethod.Get, path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {answer.Headers.Location} {page}");
        return page;
    }

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends a form with the token of the page that it is on.</summary>
    public Task<HttpResponseMessage> Post(string path, string page, params (string Name, string Value)[] fields) =>
        PostWithout(path, [("__RequestVerificationToken", TokenOf(page)), .. fields]);

    /// <summary>Sends a form as it is.</summary>
    public Task<HttpResponseMessage> PostWithout(
        string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return http.SendAsync(request);
    }

    public static string TokenOf(string page) =>
        WebUtility.HtmlDecode(Token().Match(page) is { Success: true } match ? match.Groups[1].Value : throw new FormatException(page));

    public void Dispose() => http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

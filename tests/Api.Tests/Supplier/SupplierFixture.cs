using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Administration.Demo;
using GroundTransport.Application.Callers;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>A gateway and the supplier's calls to it, shared by tests that create their own vendors and connections.</summary>
public sealed class SupplierFixture : IDisposable
{
    public const string AdminKey = DemoData.AdminKey;

    private static int made;

    public SupplierFixture()
        : this(gateway => gateway)
    {
    }

    internal SupplierFixture(Func<RunningGateway, RunningGateway> configure) => Gateway = configure(new RunningGateway()).Start();

    public RunningGateway Gateway { get; }

    /// <summary>A vendor code that no other test of this gateway uses.</summary>
    public static string NewCode() => $"V{Interlocked.Increment(ref made)}";

    public async Task<(HttpStatusCode Status, JsonNode? Body, HttpResponseHeaders Headers)> Call(
        HttpMethod method, string path, string? json = null, string key = AdminKey, string? ifMatch = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Gateway.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body), answer.Headers);
    }

    /// <summary>A call that must succeed.</summary>
    public async Task<JsonNode> Ok(HttpMethod method, string path, string? json = null, string key = AdminKey)
    {
        var (status, body, _) = await Call(method, path, json, key, ifMatch: "*");
        Assert.True((int)status is >= 200 and < 300, $"{method} {path}: {status} {body}");
        return body!;
    }

    /// <summary>Creates a vendor with the demo's rate plan, which a test may change.</summary>
    public async Task<string> CreateVendor(string? decisions = null, Action<JsonNode>? plan = null, string currency = "USD")
    {
        var code = NewCode();
        await Ok(HttpMethod.Post, "/vendors", $$"""{ "code": "{{code}}", "name": "Vendor {{code}}", "phone": "703 555 0142","""
            + $$""" "currency": "{{currency}}", "timeZone": "America/New_York", "decisions": {{decisions ?? "null"}} }""");
        await Ok(HttpMethod.Put, $"/vendors/{code}/rate-plan", Plan(plan));
        return code;
    }

    public static string Plan(Action<JsonNode>? change = null)
    {
        var plan = JsonNode.Parse(DemoData.RatePlan())!;
        change?.Invoke(plan);
        return plan.ToJsonString();
    }

    /// <summary>Creates a connection that sells these vendors.</summary>
    public async Task<Connection> CreateConnection(params string[] vendors)
    {
        var made = await Ok(HttpMethod.Post, "/direct-connects",
            $$"""{ "name": "test", "vendorCodes": [{{string.Join(", ", vendors.Select(code => $"\"{code}\""))}}] }""");
        return new Connection((string)made["id"]!, (string)made["userName"]!, (string)made["password"]!, (string)made["token"]!);
    }

    public async Task<string> CreateKey(Role role, params string[] vendors) => (string)(await Ok(HttpMethod.Post, "/api-keys",
        $$"""{ "name": "test", "role": "{{role.ToString().ToLowerInvariant()}}", "vendorCodes": """
            + $$"""{{(vendors.Length == 0 ? "null" : $"[{string.Join(", ", vendors.Select(code => $"\"{code}\""))}]")}} }"""))["key"]!;

    public void Dispose() => Gateway.Dispose();
}

/// <summary>The credentials that are shown once, when a connection is created.</summary>
public sealed record Connection(string Id, string User, string Password, string Token);

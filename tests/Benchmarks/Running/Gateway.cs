using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Messages;

namespace GroundTransport.Benchmarks.Running;

/// <summary>The gateway as it is deployed, called through its two APIs.</summary>
public sealed class Gateway : IDisposable
{
    private const string AdminKey = "benchmarks-admin-key-of-one-run";
    public const string ConcurPath = "/concur/groundtransportation";

    private readonly HttpClient http;

    private Gateway(ServerProcess process, GatewayDatabase database)
    {
        (Process, Database) = (process, database);
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false })
        {
            BaseAddress = process.Url,
            Timeout = TimeSpan.FromMinutes(5)
        };
    }

    public ServerProcess Process { get; }

    public GatewayDatabase Database { get; }

    public Uri ConcurUrl => new(Process.Url, ConcurPath);

    /// <param name="postBackUrl">If null, PostBacks stay pending.</param>
    /// <param name="other">Further settings, as the environment has them.</param>
    /// <param name="group">Limits its memory.</param>
    /// <param name="under">A command that runs it.</param>
    public static async Task<Gateway> Start(
        GatewayBuild build, GatewayDatabase database, Workspace workspace, CancellationToken ct, Uri? postBackUrl = null,
        IReadOnlyDictionary<string, string>? other = null, MemoryGroup? group = null, IReadOnlyList<string>? under = null)
    {
        var settings = Settings(database);
        foreach (var (key, value) in other ?? new Dictionary<string, string>())
            settings[key] = value;
        settings["GroundTransport__Outgoing__AllowedHosts__0"] = "127.0.0.1";
        if (postBackUrl is not null)
        {
            settings["GroundTransport__Concur__PostBackUrl"] = postBackUrl.ToString();
            settings["GroundTransport__Concur__PostBackToken"] = "benchmark";
        }
        return new Gateway(
            await ServerProcess.Start([build.Assembly], workspace.Make("logs"), settings, "/health/ready", ct, group, under), database);
    }

    /// <summary>Starts a build that may not know webhooks.</summary>
    public static async Task<Gateway> StartEarlier(
        GatewayBuild build, GatewayDatabase database, Workspace workspace, CancellationToken ct) =>
        new(await ServerProcess.Start([build.Assembly], workspace.Make("logs"), Settings(database), "/health/ready", ct), database);

    /// <summary>Creates a vendor whose bookings wait for a decision, with its plan in force.</summary>
    public async Task AddVendor(string code, string plan, CancellationToken ct)
    {
        await Supplier(HttpMethod.Post, "/vendors", $$"""{ "code": "{{code}}", "name": "Vendor {{code}}", "phone": "703 555 0142","""
            + $$""" "currency": "USD", "timeZone": "America/New_York" }""", ct);
        await Supplier(HttpMethod.Put, $"/vendors/{code}/rate-plan", plan, ct);
    }

    /// <summary>Creates a vendor whose rides the service at this address prices.</summary>
    public async Task AddPricedVendor(string code, Uri service, CancellationToken ct)
    {
        await Supplier(HttpMethod.Post, "/vendors", $$"""{ "code": "{{code}}", "name": "Vendor {{code}}", "phone": "703 555 0142","""
            + $$""" "currency": "USD", "timeZone": "America/New_York" }""", ct);
        await Supplier(HttpMethod.Put, $"/vendors/{code}/pricing", $$"""{ "mode": "service", "url": "{{service}}" }""", ct);
    }

    public async Task<ConcurConnection> AddConnection(IReadOnlyList<string> vendorCodes, CancellationToken ct)
    {
        var codes = new JsonArray([.. vendorCodes.Select(code => JsonValue.Create(code))]).ToJsonString();
        var made = JsonNode.Parse(await Supplier(
            HttpMethod.Post, "/direct-connects", $$"""{ "name": "Concur", "vendorCodes": {{codes}} }""", ct))!;
        var pair = Encoding.UTF8.GetBytes($"{made["userName"]}:{made["password"]}");
        return new ConcurConnection(http, ConcurUrl, $"Basic {Convert.ToBase64String(pair)}", vendorCodes[0]);
    }

    /// <summary>Creates one vendor with the plan, and a connection that sells it.</summary>
    public async Task<ConcurConnection> AddVendorWithConnection(CancellationToken ct, string code = "LIMO", int rates = 7)
    {
        await AddVendor(code, BenchmarkPlan.Document(rates), ct);
        return await AddConnection([code], ct);
    }

    /// <summary>A connection that another gateway created in the same data.</summary>
    public ConcurConnection Again(ConcurConnection connection) => connection with { Http = http, Url = ConcurUrl };

    public Task AddWebhook(Uri url, CancellationToken ct) =>
        Supplier(HttpMethod.Post, "/webhooks", $$"""{ "url": "{{url}}" }""", ct);

    /// <summary>Reads something from the supplier's API.</summary>
    public Task<string> Read(string path, CancellationToken ct) => Supplier(HttpMethod.Get, path, "", ct);

    public Task<ConsoleReader> SignIn(CancellationToken ct) => ConsoleReader.SignIn(Process.Url, AdminKey, ct);

    public Task<string> Accept(string reservation, CancellationToken ct) =>
        Supplier(HttpMethod.Post, $"/reservations/{reservation}/accept", "", ct);

    public void Dispose()
    {
        http.Dispose();
        Process.Dispose();
    }

    private static Dictionary<string, string> Settings(GatewayDatabase database) => new()
    {
        ["GroundTransport__Database__Provider"] = database.Provider,
        ["GroundTransport__Database__MigrateOnStart"] = "true",
        ["GroundTransport__ConnectionStrings__Gateway"] = database.ConnectionString,
        ["GroundTransport__Admin__BootstrapKey"] = AdminKey,
    };

    private async Task<string> Supplier(HttpMethod method, string path, string body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminKey);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, ct);
        var answer = await response.Content.ReadAsStringAsync(ct);
        return response.IsSuccessStatusCode ? answer
            : throw new BenchmarkException($"{method} {path} was answered {(int)response.StatusCode}: {answer}");
    }
}

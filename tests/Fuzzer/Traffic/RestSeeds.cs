using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using GroundTransport.Fuzzer.Mutations;
using GroundTransport.TestKit.Gateways;

namespace GroundTransport.Fuzzer.Traffic;

/// <summary>
/// The operations of the OpenAPI document, filled with what exists. They change a vendor, a connection, a key and a webhook of their own,
/// so that Concur's messages keep what they need.
/// </summary>
internal sealed class RestSeeds(HttpClient http, ConcurSeeds concur)
{
    private const string Vendor = "FUZ";

    /// <summary>
    /// A stream doesn't end, a wait takes its time, a backup a file each; a Concur app would call out of the machine.
    /// </summary>
    private static readonly string[] LeftOut =
    [
        "/api/v1/events/stream", "/api/v1/backups", "/api/v1/direct-connects/{id}/concur-app",
        "/api/v1/direct-connects/{id}/concur-app/authorize",
    ];

    private static readonly Dictionary<string, string> Types = new() { ["application/json"] = "{}", ["text/csv"] = "" };

    private readonly List<Operation> operations = [];
    private volatile Dictionary<string, string> ids = [];

    public async Task Load(CancellationToken ct)
    {
        var document = (await http.GetFromJsonAsync<JsonObject>("/openapi/v1.json", ct))!;
        var plan = await http.GetStringAsync("/api/v1/vendors/LML/rate-plan", ct);
        var rates = await http.GetStringAsync("/api/v1/vendors/LML/rate-plan/rates.csv", ct);
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject().Where(method => method.Value?["operationId"] is not null))
            {
                if (LeftOut.Contains(path))
                    continue;
                var content = operation!["requestBody"]?["content"]?.AsObject().FirstOrDefault();
                var example = content?.Value?["example"] ?? content?.Value?["examples"]?.AsObject().First().Value?["value"];
                var body = content?.Key == "text/csv" ? rates
                    : path.EndsWith("/rate-plan", StringComparison.Ordinal) ? plan
                    : example?.ToJsonString() ?? Types.GetValueOrDefault(content?.Key ?? "");
                operations.Add(new Operation(method.ToUpperInvariant(), path, content?.Key, body, Parameters(document, operation)));
            }
        }
    }

    /// <summary>Creates again what a call may have deleted.</summary>
    public async Task Renew(CancellationToken ct)
    {
        await Create("/vendors", $$"""
            { "code": "{{Vendor}}", "name": "Fuzzed", "phone": "703 555 0142", "currency": "USD", "timeZone": "America/New_York" }
            """, ct);
        using var plan = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/vendors/{Vendor}/rate-plan");
        plan.Headers.TryAddWithoutValidation("If-Match", "*");
        plan.Content = new StringContent(await http.GetStringAsync("/api/v1/vendors/LML/rate-plan", ct), Encoding.UTF8, "application/json");
        (await http.SendAsync(plan, ct)).Dispose();
        foreach (var old in ids.Where(id => id.Key != "vendors"))
            await Delete($"/api/v1/{old.Key}/{old.Value}", ct);
        ids = new Dictionary<string, string>
        {
            ["vendors"] = Vendor,
            ["direct-connects"] = await Create("/direct-connects", $$"""{ "name": "f", "vendorCodes": ["{{Vendor}}"] }""", ct),
            ["api-keys"] = await Create("/api-keys", """{ "name": "f", "role": "read" }""", ct),
            ["webhooks"] = await Create("/webhooks", """{ "url": "https://fuzzed.example/" }""", ct),
        };
    }

    /// <summary>Deletes what a call has created.</summary>
    public async Task Undo(Answer answer, CancellationToken ct)
    {
        const string Location = "\r\nLocation: ";
        if (answer.Status != 201 || answer.Head.IndexOf(Location, StringComparison.OrdinalIgnoreCase) is not (>= 0 and var at))
            return;
        var end = answer.Head.IndexOf('\r', at + Location.Length);
        var created = answer.Head[(at + Location.Length)..(end < 0 ? answer.Head.Length : end)];
        if (!created.EndsWith($"/{Vendor}", StringComparison.Ordinal))
            await Delete(created, ct);
    }

    public HttpCall Next(Random random)
    {
        var operation = operations[random.Next(operations.Count)];
        var path = string.Join('/', operation.Path.Split('/').Select((part, at) =>
            part.StartsWith('{') ? Uri.EscapeDataString(Segment(operation.Path.Split('/'), at, random)) : part));
        var query = operation.Parameters.Where(_ => random.Next(3) == 0)
            .Select(name => $"{name}={Uri.EscapeDataString(Printable(HostileValues.Any(random)))}").ToList();
        var headers = new List<string> { $"Authorization: Bearer {GatewayClient.AdminKey}" };
        if (random.Next(4) > 0)
            headers.Add($"If-Match: {(random.Next(4) == 0 ? Header(random) : "*")}");
        if (random.Next(8) == 0)
            headers.Add($"Idempotency-Key: {Header(random)}");
        if (operation.Type is not null)
            headers.Add($"Content-Type: {operation.Type}");
        var target = query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
        return new HttpCall(operation.Method, target, headers, Body(operation, random));
    }

    private static byte[] Body(Operation operation, Random random) => operation switch
    {
        { Body: null } => [],
        { Type: "application/json" } => JsonMutator.Mutate(JsonNode.Parse(operation.Body)!, random),
        _ => Bytes.Break(Encoding.UTF8.GetBytes(operation.Body), random),
    };

    private string Segment(string[] path, int at, Random random)
    {
        if (random.Next(6) == 0)
            return Printable(HostileValues.Any(random));
        // The number of a version, of a delivery, of a PostBack.
        if (path[at] is not ("{id}" or "{code}"))
            return random.Next(5).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return path[at - 1] switch
        {
            "reservations" => concur.Reservations[random.Next(concur.Reservations.Count)],
            var kind => ids.GetValueOrDefault(kind, "1"),
        };
    }

    private static string Header(Random random) =>
        new([.. HostileValues.Any(random).Where(character => character is >= ' ' and < '\x7f').Take(200)]);

    private static string Printable(string text) => new([.. text.Where(character => !char.IsSurrogate(character)).Take(2000)]);

    private static List<string> Parameters(JsonObject document, JsonNode operation) =>
    [
        .. from parameter in operation["parameters"]?.AsArray() ?? []
           let named = parameter!["$ref"] is { } reference
               ? document["components"]!["parameters"]![((string)reference!).Split('/')[^1]]!
               : parameter
           where (string?)named["in"] == "query" && (string?)named["name"] != "wait"
           select (string)named["name"]!,
    ];

    private async Task<string> Create(string path, string json, CancellationToken ct)
    {
        using var answer = await http.PostAsync("/api/v1" + path, new StringContent(json, Encoding.UTF8, "application/json"), ct);
        return answer.Headers.Location?.ToString().Split('/')[^1] ?? "1";
    }

    private async Task Delete(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        (await http.SendAsync(request, ct)).Dispose();
    }

    /// <param name="Method">The method.</param>
    /// <param name="Path">The path with its parameters in braces.</param>
    /// <param name="Type">The body's type; null: it has none.</param>
    /// <param name="Body">A body that is right.</param>
    /// <param name="Parameters">The parameters of its query.</param>
    private sealed record Operation(string Method, string Path, string? Type, string? Body, IReadOnlyList<string> Parameters);
}

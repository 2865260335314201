using System.Text.Json;

namespace ConcurSimulator.Webhooks;

/// <summary>What arrived in one delivery, and what is wrong with it.</summary>
public sealed record WebhookMessage
{
    /// <summary>The header <c>webhook-id</c>: the id of the event.</summary>
    public required string Id { get; init; }

    public required string Timestamp { get; init; }

    public required string Signatures { get; init; }

    public required byte[] Body { get; init; }

    public string Type { get; private init; } = "";

    /// <summary>Empty: the event concerns no reservation.</summary>
    public string Reservation { get; private init; } = "";

    public int? Version { get; private init; }

    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>Checks the signature, then reads the event.</summary>
    public WebhookMessage Check(string secret, DateTimeOffset now)
    {
        if (!WebhookSignature.IsSignedWith(secret, Id, Timestamp, Signatures, Body))
            return this with { Problems = ["no signature is that of the secret"] };
        if (!WebhookSignature.IsRecent(Timestamp, now))
            return this with { Problems = [$"webhook-timestamp {Timestamp} is more than five minutes off"] };
        try
        {
            using var json = JsonDocument.Parse(Body);
            return Read(json.RootElement);
        }
        catch (Exception malformed)
            when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return this with { Problems = ["the body isn't an event"] };
        }
    }

    private WebhookMessage Read(JsonElement json) => this with
    {
        Type = json.GetProperty("type").GetString() ?? "",
        Reservation = json.GetProperty("reservation").GetString() ?? "",
        Version = json.GetProperty("version") is { ValueKind: JsonValueKind.Number } version ? version.GetInt32() : null,
        Problems = json.GetProperty("id").GetString() == Id ? [] : ["webhook-id isn't the id of the event"],
    };
}

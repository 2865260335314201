namespace ConcurSimulator.Webhooks;

/// <summary>How webhooks are received and answered.</summary>
public sealed record ListenSettings
{
    public required Uri Url { get; init; }

    /// <summary>Verifies the signatures: <c>whsec_</c> and Base64.</summary>
    public required string Secret { get; init; }

    /// <summary>The HTTP status of the answers.</summary>
    public int Status { get; init; } = 200;

    /// <summary>How many deliveries get <see cref="Status"/> before the others get 200; null: all of them.</summary>
    public int? Times { get; init; }

    /// <summary>How long each answer takes.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The file that deliveries are appended to, as JSON lines; null for none.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Whether this text can be a secret.</summary>
    public static bool IsSecret(string text) =>
        text.StartsWith("whsec_", StringComparison.Ordinal) && text.Length > "whsec_".Length
        && Convert.TryFromBase64String(text["whsec_".Length..], new byte[text.Length], out _);
}

namespace ConcurSimulator.Certification.Exchanges;

/// <summary>What was sent in one call, and what came back.</summary>
/// <param name="Status">Null without an answer.</param>
/// <param name="Failure">Why there is no answer; empty if there is one.</param>
public sealed record Exchange(
    Call Call, int? Status, IReadOnlyDictionary<string, string> Headers, byte[] Body, TimeSpan Elapsed, string Failure)
{
    /// <summary>The endpoint called: a PostBack.</summary>
    public bool IsPostBack { get; init; }
}

/// <summary>One HTTP call.</summary>
/// <param name="ContentType">Null for a call without that header.</param>
/// <param name="Authorization">Null for a call without that header.</param>
public sealed record Call(string Method, string Path, byte[] Body, string? ContentType, string? Authorization)
{
    public const string Endpoint = "/concur/groundtransportation", TestConnection = "/system/v1.0/testconnection";

    public string CorrelationId { get; init; } = $"certify-{Guid.NewGuid():N}";
}

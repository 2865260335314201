namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>One outgoing request.</summary>
/// <param name="CreateMessage">Called once; an exception that it throws becomes a failed response.</param>
/// <param name="CorrelationId">The gateway's own; empty: none is sent.</param>
/// <param name="Secrets">Values that no log line and no header of the response may show.</param>
/// <param name="ReadErrorBody">Whether the body of a response other than 2xx is read; if not, its status is the whole answer.</param>
internal sealed record OutgoingRequest(
    Func<HttpRequestMessage> CreateMessage, string CorrelationId, string[] Secrets, bool ReadErrorBody)
{
    /// <summary>A longer body of the response isn't read.</summary>
    public int MaxBodySize { get; init; } = 64 * 1024;

    // A record's default prints every property, including secrets.
    public override string ToString() => $"Request {CorrelationId}";
}

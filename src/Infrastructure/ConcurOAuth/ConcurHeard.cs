namespace GroundTransport.Infrastructure.ConcurOAuth;

/// <summary>What one HTTP exchange with Concur came to.</summary>
internal abstract record ConcurHeard
{
    /// <summary>Concur's, else the one that we sent.</summary>
    public string CorrelationId { get; init; } = "";

    /// <param name="Body">Null where it is longer than 64 KB.</param>
    /// <param name="RetryAfter">The answer's own Retry-After.</param>
    public sealed record Answer(int Status, byte[]? Body, TimeSpan? RetryAfter) : ConcurHeard;

    /// <summary>No whole answer; the request may have arrived all the same.</summary>
    public sealed record Nothing(TimeSpan RetryAfter, string Why) : ConcurHeard;
}

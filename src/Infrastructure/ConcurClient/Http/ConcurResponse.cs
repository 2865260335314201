namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>What one HTTP exchange with Concur came to.</summary>
internal abstract record ConcurResponse
{
    private ConcurResponse()
    {
    }

    /// <param name="Body">Null where it is longer than 64 KB, and of a refusal that wasn't to be read.</param>
    /// <param name="RetryAfter">The answer's own Retry-After.</param>
    /// <param name="CorrelationId">Concur's; empty where it names none.</param>
    public sealed record Received(int Status, byte[]? Body, TimeSpan? RetryAfter, string CorrelationId) : ConcurResponse
    {
        public bool IsSuccess => Status is >= 200 and < 300;
    }

    /// <summary>No whole answer.</summary>
    public sealed record Failed(FailureReason Reason, string Why) : ConcurResponse;
}

/// <summary>Why there is no whole answer, as far as it tells whether the request may have arrived.</summary>
internal enum FailureReason
{
    /// <summary>None in time: it may have arrived.</summary>
    Timeout,

    /// <summary>The connection was refused, or the host has no address: it can't have arrived.</summary>
    Unreachable,

    /// <summary>Broken off, or failed in an unforeseen way: it may have arrived.</summary>
    Broken,
}

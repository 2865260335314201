namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>The result of one outgoing HTTP call.</summary>
internal abstract record OutgoingResponse
{
    private OutgoingResponse()
    {
    }

    /// <summary>A complete response.</summary>
    /// <param name="Body">Null if it is longer than is read, or if it is an error's body that wasn't to be read.</param>
    /// <param name="RetryAfter">The response's own Retry-After.</param>
    /// <param name="CorrelationId">The receiver's own; empty if it sent none.</param>
    public sealed record Received(int Status, byte[]? Body, TimeSpan? RetryAfter, string CorrelationId) : OutgoingResponse
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>Null: the response has none.</summary>
        public Uri? Location { get; init; }

        /// <summary>The links of the response, as sent; empty: none.</summary>
        public string Link { get; init; } = "";
    }

    /// <summary>No complete response.</summary>
    /// <param name="Message">For the operator.</param>
    public sealed record Failed(FailureReason Reason, string Message) : OutgoingResponse;
}

/// <summary>Why there is no complete response, as far as it shows whether the request may have arrived.</summary>
internal enum FailureReason
{
    /// <summary>None in time: the request may have arrived.</summary>
    Timeout,

    /// <summary>The connection was refused, or the host has no address: the request can't have arrived.</summary>
    Unreachable,

    /// <summary>The response broke off, or the call failed unexpectedly: the request may have arrived.</summary>
    Broken,
}

namespace GroundTransport.Api.Limits;

/// <summary>Requests that can't be read: the caller's mistake, never the gateway's failure.</summary>
public static class UnreadableRequest
{
    /// <summary>The status to answer; null: the failure has another cause.</summary>
    public static int? StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // How Kestrel reports a chunk whose size is no size.
        IOException { InnerException: OverflowException } => 400,
        _ => null,
    };
}

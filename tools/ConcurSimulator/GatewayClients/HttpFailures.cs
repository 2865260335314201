namespace ConcurSimulator.GatewayClients;

internal static class HttpFailures
{
    /// <summary>The call got no complete response, and was not cancelled by <paramref name="ct"/>.</summary>
    public static bool IsNoResponse(this Exception failure, CancellationToken ct) =>
        failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested);
}

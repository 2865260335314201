namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>How long the gateway waits for Concur: one deadline for everything that belongs to a call.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan timeout;
    private readonly CancellationToken stopping;

    public CallDeadline(TimeSpan timeout, CancellationToken stopping)
    {
        (this.timeout, this.stopping) = (timeout, stopping);
        source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        source.CancelAfter(timeout);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Why the token was cancelled.</summary>
    public string Reason => stopping.IsCancellationRequested
        ? "The gateway stopped while it waited for Concur's answer"
        : $"Concur gave no answer within {timeout.TotalSeconds:0.#} s";

    public void Dispose() => source.Dispose();
}

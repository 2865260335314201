namespace GroundTransport.Infrastructure.Outgoing;

/// <summary>How long the gateway waits for an answer: one deadline for everything that belongs to a call.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan timeout;
    private readonly CancellationToken stopping;
    private readonly string peer;

    /// <param name="peer">Who is to answer, as the texts name it.</param>
    public CallDeadline(string peer, TimeSpan timeout, CancellationToken stopping)
    {
        (this.peer, this.timeout, this.stopping) = (peer, timeout, stopping);
        source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        source.CancelAfter(timeout);
    }

    public CancellationToken Token => source.Token;

    /// <summary>Why the token was cancelled.</summary>
    public string Reason => stopping.IsCancellationRequested
        ? $"The gateway stopped while it waited for {peer}'s answer"
        : $"{peer} gave no answer within {timeout.TotalSeconds:0.#} s";

    public void Dispose() => source.Dispose();
}

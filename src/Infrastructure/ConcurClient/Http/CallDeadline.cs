namespace GroundTransport.Infrastructure.ConcurClient.Http;

/// <summary>How long Concur is waited for: one deadline for all that is done within it.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan length;
    private readonly CancellationToken stopped;

    public CallDeadline(TimeSpan length, CancellationToken stopped)
    {
        (this.length, this.stopped) = (length, stopped);
        source = CancellationTokenSource.CreateLinkedTokenSource(stopped);
        source.CancelAfter(length);
    }

    public CancellationToken Token => source.Token;

    public string Reason => stopped.IsCancellationRequested
        ? "The gateway stopped while it waited for Concur's answer"
        : $"Concur gave no answer within {length.TotalSeconds:0.#} s";

    public void Dispose() => source.Dispose();
}

namespace GroundTransport.Infrastructure.Persistence.Outbox;

/// <summary>
/// Runs together what is asked for while an earlier batch is under way: under load one statement serves many callers, and without load
/// nobody waits for others.
/// </summary>
/// <param name="maxItems">Of one batch.</param>
/// <param name="run">
/// Gives the results in the order of the items. If it fails for several, or gives null because it can't tell them apart, it runs again
/// for each alone.
/// </param>
internal sealed class Batcher<TItem, TResult>(int maxItems, Func<IReadOnlyList<TItem>, Task<IReadOnlyList<TResult>?>> run)
{
    private readonly Lock gate = new();
    private readonly Queue<Asked> queue = [];
    private bool isRunning;

    public Task<TResult> Run(TItem item)
    {
        var asked = new Asked(item);
        lock (gate)
        {
            queue.Enqueue(asked);
            if (isRunning)
                return asked.Result.Task;
            isRunning = true;
        }
        _ = RunBatches();
        return asked.Result.Task;
    }

    private async Task RunBatches()
    {
        // Whoever asks in the same breath joins the first batch.
        await Task.Yield();
        while (TakeBatch() is { Count: > 0 } batch)
        {
            if (batch.Count > 1 && await TryTogether(batch))
                continue;
            foreach (var asked in batch)
                await RunAlone(asked);
        }
    }

    private List<Asked> TakeBatch()
    {
        lock (gate)
        {
            var batch = new List<Asked>();
            while (batch.Count < maxItems && queue.TryDequeue(out var asked))
                batch.Add(asked);
            isRunning = batch.Count > 0;
            return batch;
        }
    }

    private async Task<bool> TryTogether(List<Asked> batch)
    {
        try
        {
            if (await run([.. batch.Select(asked => asked.Item)]) is not { } results)
                return false;
            foreach (var (asked, result) in batch.Zip(results))
                asked.Result.SetResult(result);
            return true;
        }
        catch (Exception)
        {
            // Alone, each learns its own failure.
            return false;
        }
    }

    private async Task RunAlone(Asked asked)
    {
        try
        {
            asked.Result.SetResult((await run([asked.Item]))![0]);
        }
        catch (Exception failure)
        {
            asked.Result.SetException(failure);
        }
    }

    private sealed record Asked(TItem Item)
    {
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

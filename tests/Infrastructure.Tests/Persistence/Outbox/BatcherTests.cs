using GroundTransport.Infrastructure.Persistence.Outbox;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.Outbox;

public sealed class BatcherTests
{
    private readonly List<int[]> batches = [];

    [Fact]
    public async Task What_is_asked_during_a_batch_runs_together_in_the_next_one()
    {
        var first = new TaskCompletionSource();
        var batcher = new Batcher<int, int>(10, async items =>
        {
            lock (batches)
                batches.Add([.. items]);
            if (items.Contains(1))
                await first.Task;
            return [.. items.Select(item => item * 10)];
        });
        var one = batcher.Run(1);
        await Until(() => batches.Count == 1);
        var others = Enumerable.Range(2, 3).Select(batcher.Run).ToList();

        first.SetResult();

        var results = await Task.WhenAll(others);
        Assert.Equal([20, 30, 40], results);
        Assert.Equal(10, await one);
        Assert.Equal([[1], [2, 3, 4]], batches);
    }

    [Fact]
    public async Task Batch_is_no_larger_than_its_limit()
    {
        var batcher = new Batcher<int, int>(2, items =>
        {
            lock (batches)
                batches.Add([.. items]);
            return Task.FromResult<IReadOnlyList<int>?>(items);
        });

        await Task.WhenAll(Enumerable.Range(1, 9).Select(batcher.Run));

        Assert.All(batches, batch => Assert.InRange(batch.Length, 1, 2));
        Assert.Equal(Enumerable.Range(1, 9), batches.SelectMany(batch => batch));
    }

    [Fact]
    public async Task Batch_that_cannot_tell_its_items_apart_runs_each_alone()
    {
        var batcher = new Batcher<int, int>(10, items => Task.FromResult<IReadOnlyList<int>?>(items.Count > 1 ? null : items));

        var results = await Task.WhenAll(Enumerable.Range(1, 3).Select(batcher.Run));

        Assert.Equal([1, 2, 3], results);
    }

    [Fact]
    public async Task Failure_of_one_item_is_its_own()
    {
        var batcher = new Batcher<int, int>(10, items =>
            items.Contains(2) ? throw new InvalidOperationException("two") : Task.FromResult<IReadOnlyList<int>?>(items));
        var asked = Enumerable.Range(1, 3).Select(batcher.Run).ToList();

        Assert.Equal(1, await asked[0]);
        Assert.Equal("two", (await Assert.ThrowsAsync<InvalidOperationException>(() => asked[1])).Message);
        Assert.Equal(3, await asked[2]);
        Assert.Equal(4, await batcher.Run(4));
    }

    private Task Until(Func<bool> condition) => Poll.Until(() =>
    {
        lock (batches)
            return condition();
    });
}

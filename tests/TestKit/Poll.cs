using System.Runtime.CompilerServices;

namespace GroundTransport.TestKit;

/// <summary>
/// Waits for what another thread or process does, without taking its processor meanwhile: it looks at longer and longer intervals.
/// </summary>
public static class Poll
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until it is so.</summary>
    /// <exception cref="TimeoutException">It wasn't so in time.</exception>
    public static async Task Until(
        Func<Task<bool>> isSo, int seconds = 20, [CallerArgumentExpression(nameof(isSo))] string condition = "")
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        for (var wait = ShortestWait; !await isSo(); wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait)
        {
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"Not within {seconds} s: {condition}");
            await Task.Delay(wait);
        }
    }

    /// <inheritdoc cref="Until(Func{Task{bool}}, int, string)"/>
    public static Task Until(Func<bool> isSo, int seconds = 20, [CallerArgumentExpression(nameof(isSo))] string condition = "") =>
        Until(() => Task.FromResult(isSo()), seconds, condition);

    /// <summary>Waits until something is found, and returns it.</summary>
    /// <exception cref="TimeoutException">Nothing was found in time.</exception>
    public static async Task<T> For<T>(
        Func<Task<T?>> find, int seconds = 20, [CallerArgumentExpression(nameof(find))] string wanted = "")
        where T : class
    {
        T? found = null;
        await Until(async () => (found = await find()) is not null, seconds, wanted);
        return found!;
    }
}

using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>Lets a fault happen to one answer.</summary>
internal sealed class FaultPlayer(TimeProvider clock, CancellationToken stopping)
{
    /// <summary>Longer than anybody waits for an answer.</summary>
    private static readonly TimeSpan NeverAnswered = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(5);

    /// <summary>True where the answer was a whole success in spite of it.</summary>
    public async Task<bool> Play(HttpContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Timeout:
                await Wait(context, fault.Lasting ?? NeverAnswered);
                context.Abort();
                return false;
            case FaultKind.Reset:
                await Begin(context, Answers.Success.Length / 2);
                context.Abort();
                return false;
            case FaultKind.Error:
                await Answers.Write(context, 200, Answers.Error("This reservation does not exist in the SAP Concur database."));
                return false;
            case FaultKind.Html:
                await Answers.Write(context, 200, Answers.Page, "text/html");
                return false;
            case FaultKind.Redirect:
                context.Response.Headers.Location = "/maintenance";
                await Answers.Write(context, 302, Answers.Page, "text/html");
                return false;
            case FaultKind.Slow:
                await Drip(context, fault.Lasting ?? SlowAnswer);
                return true;
            default:
                if (fault.Lasting is { } retryAfter)
                    context.Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await Answers.Write(context, fault.Status, Answers.HttpError($"HTTP {fault.Status}, as the fault script says", clock.GetUtcNow()));
                return false;
        }
    }

    private static async Task Begin(HttpContext context, int bytes)
    {
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = Answers.Success.Length;
        await context.Response.Body.WriteAsync(Answers.Success.AsMemory(0, bytes), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task Drip(HttpContext context, TimeSpan lasting)
    {
        const int Drops = 20;
        var answer = Answers.Success;
        await Begin(context, 0);
        foreach (var drop in answer.Chunk((answer.Length + Drops - 1) / Drops))
        {
            await Wait(context, lasting / Drops);
            await context.Response.Body.WriteAsync(drop, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private async Task Wait(HttpContext context, TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(time, clock, either.Token);
    }
}

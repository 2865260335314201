using System.Globalization;

namespace ConcurSimulator.PostBacks;

/// <summary>Responds to one PostBack with a fault.</summary>
internal sealed class FaultInjector(TimeProvider clock, CancellationToken stopping)
{
    /// <summary>Longer than any client waits for a response.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan DefaultSlowness = TimeSpan.FromSeconds(5);

    /// <summary>True if a complete success was sent in spite of the fault.</summary>
    public async Task<bool> Inject(HttpContext context, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Timeout:
                await Delay(context, fault.Duration ?? DefaultTimeout);
                context.Abort();
                return false;
            case FaultKind.Reset:
                await StartSuccess(context);
                await Send(context, PostBackResponses.Success.AsMemory(0, PostBackResponses.Success.Length / 2));
                context.Abort();
                return false;
            case FaultKind.Error:
                var error = PostBackResponses.Error("This reservation does not exist in the SAP Concur database.");
                await PostBackResponses.Write(context, 200, error);
                return false;
            case FaultKind.Html:
                await PostBackResponses.Write(context, 200, PostBackResponses.MaintenancePage, "text/html");
                return false;
            case FaultKind.Redirect:
                context.Response.Headers.Location = "/maintenance";
                await PostBackResponses.Write(context, 302, PostBackResponses.MaintenancePage, "text/html");
                return false;
            case FaultKind.Slow:
                await SendSlowly(context, fault.Duration ?? DefaultSlowness);
                return true;
            case FaultKind.Status:
                if (fault.Duration is { } retryAfter)
                    context.Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                var httpError = PostBackResponses.HttpError($"HTTP {fault.Status} from the fault script.", clock.GetUtcNow());
                await PostBackResponses.Write(context, fault.Status, httpError);
                return false;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "Unknown kind of fault.");
        }
    }

    private async Task SendSlowly(HttpContext context, TimeSpan duration)
    {
        const int Chunks = 20;
        var response = PostBackResponses.Success;
        await StartSuccess(context);
        foreach (var chunk in response.Chunk((response.Length + Chunks - 1) / Chunks))
        {
            await Delay(context, duration / Chunks);
            await Send(context, chunk);
        }
    }

    private async Task Delay(HttpContext context, TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        await Task.Delay(time, clock, either.Token);
    }

    private static Task StartSuccess(HttpContext context)
    {
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = PostBackResponses.Success.Length;
        return context.Response.StartAsync(context.RequestAborted);
    }

    private static async Task Send(HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}

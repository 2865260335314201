using System.Globalization;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Tokens;

namespace ConcurSimulator.Receipts;

/// <summary>
/// Concur's receipt service: posts, lists and statuses. Users whose ids begin with 401 or 404 aren't the token's or don't exist, and the
/// receipts of those whose ids begin with fa11ed aren't processed.
/// </summary>
public sealed class ReceiptEndpoint(
    ReceivedReceipts received, TokenService tokens, ReceiptServiceSettings settings, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    public const string UserPath = "/receipts/v4/users/{userId:guid}", StatusPath = "/receipts/v4/status/{id}";

    public const string ReceivedPath = "/received/receipts";

    private const string Schema = "http://schema.concursolutions.com/ground-transport-receipt.schema.json";

    /// <summary>Longer than any client waits for a response.</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    private int openFailures;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(UserPath, Post);
        routes.MapGet(UserPath, List);
        routes.MapGet(StatusPath, Status);
        routes.MapGet(ReceivedPath, received.Snapshot);
    }

    private async Task Post(HttpContext context, string userId)
    {
        // Drawn for every call, even a rejected one, so that the n-th call of each run gets the same fault.
        var fault = settings.Faults.Next();
        if (FindRefusal(context, userId) is { } refused)
        {
            context.Response.StatusCode = refused;
            return;
        }
        var content = await ReceiptContent.Read(context.Request);
        var receipt = received.Add(userId, content.Reference, (number, isDuplicate, now) => new ReceivedReceipt
        {
            Number = number,
            Id = Guid.NewGuid().ToString("N"),
            UserId = userId,
            ReceivedAt = now,
            Reference = content.Reference,
            CollectionReference = (string?)content.Receipt?["collectionReference"] ?? "",
            Total = (string?)content.Receipt?["total"] ?? "",
            Image = content.Image,
            Response = fault?.Name ?? content.Status.ToString(CultureInfo.InvariantCulture),
            IsStored = content.Status == 201 && IsStoredIn(fault),
            IsDuplicate = isDuplicate,
            Problems = content.Problems,
            Receipt = content.Receipt,
        });
        if (content.Status != 201)
            await Refuse(context, content);
        else if (fault is null)
            Accept(context, receipt);
        else
            await Inject(context, receipt, fault);
    }

    /// <summary>What Concur never says for certain has happened half the time.</summary>
    private bool IsStoredIn(Fault? fault) => fault switch
    {
        null => true,
        { Kind: FaultKind.Status, Status: 500 } => Interlocked.Increment(ref openFailures) % 2 == 0,
        { Kind: FaultKind.Status or FaultKind.Redirect } => false,
        _ => true,
    };

    private static void Accept(HttpContext context, ReceivedReceipt receipt)
    {
        var service = $"{context.Request.Scheme}://{context.Request.Host}/receipts/v4";
        context.Response.StatusCode = 201;
        context.Response.Headers.Location = $"{service}/{receipt.Id}";
        context.Response.Headers["Link"] =
            $"<{Schema}>; rel=\"describedBy\", <{service}/status/{receipt.Id}>; rel=\"processing-status\"";
    }

    private static Task Refuse(HttpContext context, ReceiptContent content)
    {
        context.Response.StatusCode = content.Status;
        return context.Response.WriteAsJsonAsync(new
        {
            validationErrors = content.Problems.Select(problem => new { message = problem }),
        });
    }

    private async Task Inject(HttpContext context, ReceivedReceipt receipt, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Status:
                if (fault.Duration is { } retryAfter)
                    context.Response.Headers.RetryAfter = ((int)retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                context.Response.StatusCode = fault.Status;
                break;
            case FaultKind.Timeout:
                await Delay(context, fault.Duration ?? DefaultTimeout);
                context.Abort();
                break;
            case FaultKind.Slow:
                await Delay(context, fault.Duration ?? TimeSpan.FromSeconds(5));
                Accept(context, receipt);
                break;
            case FaultKind.Reset:
                context.Abort();
                break;
            case FaultKind.Redirect:
                context.Response.StatusCode = 302;
                context.Response.Headers.Location = "/maintenance";
                break;
            default:
                // Garbage: a success without the address of the receipt.
                context.Response.StatusCode = 200;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html>Down for maintenance</html>", context.RequestAborted);
                break;
        }
    }

    private async Task List(HttpContext context, string userId, int? from)
    {
        if (FindRefusal(context, userId) is { } refused)
        {
            context.Response.StatusCode = refused;
            return;
        }
        var shown = received.ShownTo(userId, settings.ShownAfter);
        var next = (from ?? 0) + settings.PageSize;
        var page = new JsonObject
        {
            ["receipts"] = new JsonArray([.. shown.Skip(from ?? 0).Take(settings.PageSize).Select(receipt => new JsonObject
            {
                ["dateTimeReceived"] = receipt.ReceivedAt,
                ["id"] = receipt.Id,
                ["image"] = "",
                ["receipt"] = receipt.Receipt!.DeepClone(),
                ["userId"] = userId,
                ["validationSchema"] = Schema,
            })]),
            ["next"] = next < shown.Count ? $"{context.Request.Path}?from={next}" : "",
        };
        await context.Response.WriteAsJsonAsync(page);
    }

    private async Task Status(HttpContext context, string id)
    {
        if (!IsAuthorized(context))
        {
            context.Response.StatusCode = 403;
            return;
        }
        if (received.Find(id) is not { } receipt)
        {
            context.Response.StatusCode = 404;
            return;
        }
        var isDone = clock.GetUtcNow() >= receipt.ReceivedAt + settings.ProcessedAfter;
        var fails = receipt.UserId.StartsWith("fa11ed", StringComparison.OrdinalIgnoreCase);
        var (status, level, message) = (isDone, fails) switch
        {
            (false, _) => ("PROCESSING", "INFO", "Initiated receipt processing."),
            (true, true) => ("FAILED", "ERROR", "Processing failed."),
            (true, false) => ("PROCESSED", "INFO", "Processing finished."),
        };
        await context.Response.WriteAsJsonAsync(new
        {
            status,
            logs = new[] { new { logLevel = level, message, timestamp = receipt.ReceivedAt.ToString("R", CultureInfo.InvariantCulture) } },
        });
    }

    private int? FindRefusal(HttpContext context, string userId) => !IsAuthorized(context) ? 403
        : userId.StartsWith("401", StringComparison.Ordinal) ? 401
        : userId.StartsWith("404", StringComparison.Ordinal) ? 404
        : null;

    private bool IsAuthorized(HttpContext context)
    {
        const string Bearer = "Bearer ";
        var authorization = context.Request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.Ordinal) && tokens.IsValid(authorization[Bearer.Length..])
            && tokens.AllowsReceipts;
    }

    private async Task Delay(HttpContext context, TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await Task.Delay(time, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

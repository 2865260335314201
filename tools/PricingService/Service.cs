using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace PricingService;

/// <summary>A pricing service that answers, slows, breaks and lies on command.</summary>
/// <param name="secret">Verifies each request; null: whoever calls is answered.</param>
public sealed class Service(string? secret, TimeProvider clock)
{
    public const string PricesPath = "/prices", ConfirmPath = "/prices/confirm", BehaviourPath = "/behaviour", RequestsPath = "/requests";

    private const int MaxRequests = 1000;
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<ReceivedRequest> requests = new();

    public Behaviour Behaviour { get; set; } = new();

    public string? Secret { get; set; } = secret;

    /// <summary>What was received, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    public void Map(WebApplication app)
    {
        app.MapPost(PricesPath, Price);
        app.MapPost(ConfirmPath, Confirm);
        app.MapPut(BehaviourPath, (Behaviour behaviour) => Behaviour = behaviour);
        app.MapGet(RequestsPath, () => Requests);
    }

    private async Task Price(HttpContext context)
    {
        if (await Read(context) is not { } request)
            return;
        var (behaviour, ct) = (Behaviour, context.RequestAborted);
        await Task.Delay(behaviour.DelayMs, ct);
        var answer = Offers.Answer(request, behaviour.Prices, clock.GetUtcNow()).ToJsonString();
        switch (behaviour.Prices)
        {
            case PriceBehaviour.Hang:
                await Hang(ct);
                break;
            case PriceBehaviour.Fail:
                context.Response.StatusCode = 503;
                break;
            case PriceBehaviour.Html:
                await context.Response.WriteAsync("<html>Welcome</html>", ct);
                break;
            case PriceBehaviour.Flood:
                await context.Response.WriteAsync($$"""{ "offers": [], "reason": "{{new string('x', 10_000_000)}}" }""", ct);
                break;
            case PriceBehaviour.Break:
                context.Response.ContentLength = answer.Length;
                await context.Response.WriteAsync(answer[..(answer.Length / 2)], ct);
                context.Abort();
                break;
            case PriceBehaviour.Trickle:
                foreach (var character in answer[..^1])
                {
                    await context.Response.WriteAsync(character.ToString(), ct);
                    await Task.Delay(BetweenBytes, ct);
                }
                await Hang(ct);
                break;
            default:
                await Answer(context, answer);
                break;
        }
    }

    private async Task Confirm(HttpContext context)
    {
        if (await Read(context) is null)
            return;
        var (behaviour, ct) = (Behaviour, context.RequestAborted);
        await Task.Delay(behaviour.DelayMs, ct);
        switch (behaviour.Confirmations)
        {
            case ConfirmBehaviour.Yes:
                await Answer(context, """{ "confirmed": true }""");
                break;
            case ConfirmBehaviour.No:
                await Answer(context, """{ "confirmed": false, "reason": "fullyBooked" }""");
                break;
            case ConfirmBehaviour.Html:
                await context.Response.WriteAsync("<html>Welcome</html>", ct);
                break;
            case ConfirmBehaviour.Fail:
                context.Response.StatusCode = 503;
                break;
            default:
                await Hang(ct);
                break;
        }
    }

    /// <summary>The request; null if it isn't the gateway's.</summary>
    private async Task<JsonNode?> Read(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var headers = context.Request.Headers
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        requests.Enqueue(new ReceivedRequest(context.Request.Path, Encoding.UTF8.GetString(body), headers));
        while (requests.Count > MaxRequests)
            requests.TryDequeue(out _);
        if (Secret is null || RequestSignature.IsValid(Secret, context.Request.Headers, body, clock.GetUtcNow()))
            return JsonNode.Parse(body);
        context.Response.StatusCode = 401;
        return null;
    }

    private static async Task Answer(HttpContext context, string json)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(json);
        await context.Response.WriteAsync(json, context.RequestAborted);
    }

    private static async Task Hang(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
        catch (OperationCanceledException)
        {
            // The gateway gave up.
        }
    }
}

using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ConcurSimulator.Received;

namespace ConcurSimulator.Auditing;

/// <summary>Waits until the gateway has settled, and collects what the audit compares.</summary>
public sealed class Audit : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient gateway;
    private readonly HttpClient concur;

    /// <param name="concurUrl">Where <c>serve</c> listens.</param>
    public Audit(Uri gatewayUrl, string adminKey, Uri concurUrl)
    {
        gateway = new HttpClient { BaseAddress = gatewayUrl, Timeout = TimeSpan.FromSeconds(30) };
        gateway.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        concur = new HttpClient { BaseAddress = concurUrl, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <param name="operationsFile">The file of <c>book --record</c>.</param>
    /// <param name="timeout">How long to wait until no PostBack and no receipt is pending and no reservation has drifted.</param>
    public async Task<AuditResult> Execute(string operationsFile, TimeSpan timeout, CancellationToken ct)
    {
        var isSettled = await WaitUntilSettled(timeout, ct);
        var statuses = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var reservation in List("/api/v1/reservations?limit=200", ct))
            statuses[(string)reservation["id"]!] = (string)reservation["status"]!;
        var operations = Notification.ReadOperations(await File.ReadAllLinesAsync(operationsFile, ct));
        var received = JsonNode.Parse(await concur.GetStringAsync(ReceivedEndpoints.Path, ct))!;
        var receipts = await ReceiptAudit.Collect(
            List("/api/v1/receipts?limit=200", ct), Events("reservation.cancelled", ct), concur, ct);
        return new AuditResult(
            statuses, [.. operations, .. Notification.ReadPostBacks(received)],
            (int)received["duplicates"]!, (int)received["outOfOrder"]!, (int)received["invalid"]!, isSettled)
        {
            Receipts = receipts,
        };
    }

    public void Dispose()
    {
        gateway.Dispose();
        concur.Dispose();
    }

    private async Task<bool> WaitUntilSettled(TimeSpan timeout, CancellationToken ct)
    {
        var deadline = DateTimeOffset.UtcNow + timeout;
        while (!await IsSettled(ct))
        {
            if (DateTimeOffset.UtcNow > deadline)
                return false;
            await Task.Delay(PollInterval, ct);
        }
        return true;
    }

    private async Task<bool> IsSettled(CancellationToken ct) =>
        !await List("/api/v1/post-backs?state=pending&limit=1", ct).AnyAsync(ct)
        && !await List("/api/v1/reservations?drift=true&limit=1", ct).AnyAsync(ct)
        && !await List("/api/v1/receipts?state=awaitingRecipient&limit=1", ct).AnyAsync(ct)
        && !await List("/api/v1/receipts?state=pending&limit=1", ct).AnyAsync(ct)
        && !await List("/api/v1/receipts?state=processing&limit=1", ct).AnyAsync(ct);

    /// <summary>All events of a type, oldest first.</summary>
    private async IAsyncEnumerable<JsonNode> Events(string type, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = ""; ;)
        {
            var page = JsonNode.Parse(await gateway.GetStringAsync($"/api/v1/events?types={type}&limit=200{after}", ct))!;
            foreach (var item in page["items"]!.AsArray())
                yield return item!;
            var next = $"&after={Uri.EscapeDataString((string)page["next"]!)}";
            if (page["items"]!.AsArray().Count == 0 || next == after)
                yield break;
            after = next;
        }
    }

    /// <summary>All items of a list, page by page.</summary>
    private async IAsyncEnumerable<JsonNode> List(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        var cursor = "";
        while (true)
        {
            var page = JsonNode.Parse(await gateway.GetStringAsync(path + cursor, ct))!;
            foreach (var item in page["items"]!.AsArray())
                yield return item!;
            if ((string?)page["next"] is not { } next)
                break;
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }
    }
}

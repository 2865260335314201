using System.Globalization;
using System.Text.Json.Nodes;
using ConcurSimulator.Receipts;

namespace ConcurSimulator.Auditing;

/// <summary>Compares the receipts that Concur has with what the gateway charges for rides that were cancelled.</summary>
/// <param name="Charged">The fee of each cancelled reservation that costs one.</param>
/// <param name="Sent">The gateway's receipts: the reference of each, with its state.</param>
/// <param name="Stored">The references that Concur has, one for each receipt.</param>
/// <param name="Totals">What Concur's receipts of a reservation amount to.</param>
/// <param name="Invalid">Receipts that didn't match the schema.</param>
public sealed record ReceiptAudit(
    IReadOnlyDictionary<string, decimal> Charged, IReadOnlyDictionary<string, string> Sent, IReadOnlyList<string> Stored,
    IReadOnlyDictionary<string, decimal> Totals, int Invalid)
{
    public static ReceiptAudit None { get; } =
        new(new Dictionary<string, decimal>(), new Dictionary<string, string>(), [], new Dictionary<string, decimal>(), 0);

    /// <summary>Reservations that cost a fee whose receipts at Concur don't amount to it.</summary>
    public IReadOnlyList<string> Lost =>
        [.. Charged.Where(fee => Totals.GetValueOrDefault(fee.Key) != fee.Value).Select(fee => $"{fee.Key}: {fee.Value}")];

    /// <summary>Receipts that Concur has twice.</summary>
    public IReadOnlyList<string> Twice =>
        [.. Stored.GroupBy(reference => reference).Where(same => same.Count() > 1).Select(same => same.Key)];

    /// <summary>Receipts that aren't what the gateway says of them.</summary>
    public IReadOnlyList<string> Wrong =>
        [.. Sent.Where(receipt => receipt.Value == "processed" != Stored.Contains(receipt.Key))
            .Select(receipt => $"{receipt.Key} is {receipt.Value}")];

    public bool Passes => Lost.Count == 0 && Twice.Count == 0 && Wrong.Count == 0 && Invalid == 0;

    /// <param name="receipts">The gateway's receipts.</param>
    /// <param name="cancellations">The gateway's events of cancelled reservations.</param>
    /// <param name="concur">Where <c>serve</c> listens.</param>
    public static async Task<ReceiptAudit> Collect(
        IAsyncEnumerable<JsonNode> receipts, IAsyncEnumerable<JsonNode> cancellations, HttpClient concur, CancellationToken ct)
    {
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var receipt in receipts.WithCancellation(ct))
            sent[(string)receipt["reference"]!] = (string)receipt["state"]!;
        var charged = new Dictionary<string, decimal>(StringComparer.Ordinal);
        await foreach (var cancelled in cancellations.WithCancellation(ct))
        {
            if ((decimal?)cancelled["data"]!["cancellationFee"] is > 0 and var fee)
                charged[(string)cancelled["reservation"]!] = fee;
        }
        var stored = JsonNode.Parse(await concur.GetStringAsync(ReceiptEndpoint.ReceivedPath, ct))!;
        var all = stored["receipts"]!.AsArray().Where(receipt => (bool)receipt!["isStored"]!).ToList();
        var totals = all.GroupBy(receipt => (string)receipt!["collectionReference"]!).ToDictionary(
            collection => collection.Key,
            collection => collection.Sum(receipt => decimal.Parse((string)receipt!["total"]!, CultureInfo.InvariantCulture)),
            StringComparer.Ordinal);
        return new ReceiptAudit(charged, sent, [.. all.Select(receipt => (string)receipt!["reference"]!)], totals, (int)stored["invalid"]!);
    }

    public void Write(TextWriter output)
    {
        if (Charged.Count == 0 && Sent.Count == 0)
            return;
        output.WriteLine($"{Charged.Count} cancellations with a fee, {Sent.Count} receipts, {Stored.Count} at Concur: "
            + $"{Lost.Count} lost, {Twice.Count} twice, {Wrong.Count} in another state, {Invalid} invalid.");
        foreach (var problem in Lost.Select(lost => $"Receipt lost: {lost}").Concat(Twice.Select(twice => $"Receipt twice: {twice}"))
            .Concat(Wrong.Select(wrong => $"Receipt {wrong}")))
        {
            output.WriteLine(problem);
        }
    }
}

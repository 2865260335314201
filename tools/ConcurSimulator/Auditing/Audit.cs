using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ConcurSimulator.Auditing;

/// <summary>What Concur was told, held against the gateway's truth.</summary>
public sealed record Audit(
    IReadOnlyDictionary<string, string> Truth, IReadOnlyList<Telling> Tellings, int Duplicates, int OutOfOrder, int Invalid, bool IsSettled)
{
    /// <summary>A reply is noted when it was read, a PostBack when it came: within this span either may have been the later.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromSeconds(1);

    /// <summary>Reservations that Concur was told of, and that the gateway doesn't know.</summary>
    public IReadOnlyList<string> Lost => [.. Tellings.Select(telling => telling.ReservationId).Distinct().Where(id => !Truth.ContainsKey(id))];

    /// <summary>Reservations whose last telling isn't the truth.</summary>
    public IReadOnlyList<string> Wrong => [.. Tellings.GroupBy(telling => telling.ReservationId)
        .Where(told => Truth.TryGetValue(told.Key, out var truth) && !LastOf(told).Any(telling => telling.IsTrueOf(truth)))
        .Select(told => $"{told.Key}: truly {Truth[told.Key]}, last told {string.Join(" or ", LastOf(told).Select(telling => $"{telling.Status} by {telling.Message} at {telling.At:HH:mm:ss.fff}"))}")];

    public bool Passes(int mostDuplicates) =>
        IsSettled && Truth.Count > 0 && Lost.Count == 0 && Wrong.Count == 0 && OutOfOrder == 0 && Invalid == 0 && Duplicates <= mostDuplicates;

    public static async Task<Audit> Of(Uri gateway, string adminKey, Uri concur, string booked, TimeSpan patience, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", adminKey);
        var isSettled = await Settle(http, gateway, patience, ct);

        var truth = new Dictionary<string, string>();
        await foreach (var row in List(http, gateway, "reservations", ct))
            truth[(string)row["id"]!] = (string)row["status"]!;
        var received = JsonNode.Parse(await http.GetStringAsync(new Uri(concur, "/received"), ct))!;
        var postBacks = received["reservations"]!.AsArray().SelectMany(reservation => reservation!["deliveries"]!.AsArray())
            .Where(delivery => (bool)delivery!["acknowledged"]!)
            .Select(delivery => new Telling((string)delivery!["reservationId"]!, (DateTimeOffset)delivery["receivedAt"]!, Telling.PostBack, (string)delivery["status"]!));
        return new Audit(truth, [.. Telling.Booked(await File.ReadAllLinesAsync(booked, ct)), .. postBacks],
            (int)received["duplicates"]!, (int)received["outOfOrder"]!, (int)received["invalid"]!, isSettled);
    }

    public void Write(TextWriter output, int mostDuplicates)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Truth.Count} reservations, {Tellings.Count} tellings, {Lost.Count} lost, {Wrong.Count} told wrong, {OutOfOrder} out of order, {Invalid} invalid, {Duplicates} duplicates{(mostDuplicates < int.MaxValue ? $" (at most {mostDuplicates})" : "")}"));
        if (!IsSettled)
            output.WriteLine("The gateway still has PostBacks pending, or somebody behind: it needs more patience, or something is stuck.");
        foreach (var id in Lost)
            output.WriteLine($"lost: {id}");
        foreach (var wrong in Wrong)
            output.WriteLine($"wrong: {wrong}");
        output.WriteLine(Passes(mostDuplicates) ? "What Concur was told is the truth." : "What Concur was told is NOT the truth.");
    }

    private static List<Telling> LastOf(IEnumerable<Telling> told)
    {
        var last = told.Max(telling => telling.At);
        return [.. told.Where(telling => last - telling.At <= SameTime)];
    }

    private static async Task<bool> Settle(HttpClient http, Uri gateway, TimeSpan patience, CancellationToken ct)
    {
        var until = DateTimeOffset.UtcNow + patience;
        while (true)
        {
            if (!await Any(http, gateway, "post-backs?state=pending", ct) && !await Any(http, gateway, "reservations?drift=true", ct))
                return true;
            if (DateTimeOffset.UtcNow > until)
                return false;
            await Task.Delay(TimeSpan.FromMilliseconds(250), ct);
        }
    }

    private static async Task<bool> Any(HttpClient http, Uri gateway, string list, CancellationToken ct)
    {
        await foreach (var _ in List(http, gateway, list, ct))
            return true;
        return false;
    }

    private static async IAsyncEnumerable<JsonNode> List(HttpClient http, Uri gateway, string list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var address = $"/api/v1/{list}{(list.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=200{(cursor is null ? "" : $"&cursor={cursor}")}";
            var page = JsonNode.Parse(await http.GetStringAsync(new Uri(gateway, address), ct))!;
            foreach (var row in page["items"]!.AsArray())
                yield return row!;
            cursor = (string?)page["next"];
        }
        while (cursor is not null);
    }
}

using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurSimulator.Heard;
using ConcurSimulator.PostBacks;
using GroundTransport.Simulator.Tests.Serving;

namespace GroundTransport.Simulator.Tests.Heard;

/// <summary>What is remembered of what was heard, and what is found wrong with its order.</summary>
public sealed class HeardLedgerTests
{
    [Fact]
    public async Task Last_acknowledged_status_is_what_is_shown()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { Faults = FaultScript.Parse("503:0.5", seed: 4) });
        var acknowledged = new List<string>();
        foreach (var (status, change) in new[] { ("RA", 2), ("CA", 4), ("CD", 6), ("XD", 8), ("XA", 10), ("XA", 11) })
        {
            using var response = await concur.Tell(RunningConcur.PostBack(status), change);
            if (response.StatusCode == HttpStatusCode.OK)
                acknowledged.Add(status);
        }

        var reservation = Assert.Single(concur.Server.Ledger.Read().Reservations);

        Assert.InRange(acknowledged.Count, 1, 5);
        Assert.Equal(6, reservation.Deliveries.Count);
        Assert.Equal(acknowledged[^1], reservation.Status);
    }

    [Fact]
    public async Task Status_that_was_never_acknowledged_is_not_shown()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { Faults = FaultScript.Parse("503:1", seed: 1) });
        using var response = await concur.Tell(RunningConcur.PostBack("RA"));

        var reservation = Assert.Single(concur.Server.Ledger.Read().Reservations);

        Assert.Equal(("", "nothing heard yet"), (reservation.Status, reservation.ShownAs));
    }

    [Fact]
    public async Task Heard_is_told_as_JSON()
    {
        await using var concur = await RunningConcur.Start();
        (await concur.Tell(RunningConcur.PostBack("RA"), 2)).Dispose();
        (await concur.Tell("<a/>")).Dispose();

        var all = JsonNode.Parse(await concur.Http.GetStringAsync("/heard"))!;
        var one = JsonNode.Parse(await concur.Http.GetStringAsync("/heard/203121365"))!;
        using var other = await concur.Http.GetAsync("/heard/999999999");

        Assert.Equal(("confirmed", 1, 1), ((string)all["reservations"]![0]!["shownAs"]!, (int)all["acknowledged"]!, (int)all["invalid"]!));
        Assert.Equal(("RA", true), ((string)one["status"]!, (bool)one["deliveries"]![0]!["acknowledged"]!));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task Kept_file_has_each_arrival_and_its_answer_while_the_server_runs()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var concur = await RunningConcur.Start(settings => settings with { Keep = file, Faults = FaultScript.Parse("error:1", seed: 1) });
            (await concur.Tell(RunningConcur.PostBack("RA"), 2)).Dispose();
            (await concur.Tell("<a/>")).Dispose();

            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();

            Assert.Equal(["arrived", "answered", "arrived", "answered"], lines.Select(line => (string)line["what"]!));
            Assert.Equal(("203121365", "RA", "error", 2), ((string)lines[0]["reservationId"]!, (string)lines[0]["status"]!, (string)lines[0]["answer"]!, (int)lines[0]["sequence"]!));
            Assert.False((bool)lines[1]["acknowledged"]!);
            Assert.Equal(JsonValueKind.Array, lines[2]["problems"]!.GetValueKind());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Report_tells_each_traveller_in_words()
    {
        await using var concur = await RunningConcur.Start();
        (await concur.Tell(RunningConcur.PostBack("CD").Set("ConfNum", "4444"), 2)).Dispose();
        using var report = new StringWriter();

        HeardReport.Write(report, concur.Server.Ledger.Read());

        Assert.Contains("203121365: CD change declined: what was booked before stands (Chris Miller, 2012-02-19T09:00:00, confirmation 4444", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 acknowledged, 0 of what was known already, 0 out of order, 0 invalid", report.ToString(), StringComparison.Ordinal);
    }
}

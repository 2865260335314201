using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ConcurSimulator.PostBacks;
using ConcurSimulator.Received;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Received;

/// <summary>What the simulator stores of received messages, and how it shows them.</summary>
public sealed class ReceivedMessagesTests
{
    [Fact]
    public async Task Status_is_that_of_the_last_acknowledged_message()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("503:0.5", seed: 4);
        var acknowledged = new List<string>();
        foreach (var (status, version) in new[] { ("RA", 2), ("CA", 4), ("CD", 6), ("XD", 8), ("XA", 10), ("XA", 11) })
        {
            using var response = await concur.Send(SimulatedConcur.PostBack(status), version);
            if (response.StatusCode == HttpStatusCode.OK)
                acknowledged.Add(status);
        }

        var reservation = Assert.Single(concur.Received().Reservations);

        Assert.InRange(acknowledged.Count, 1, 5);
        Assert.Equal(6, reservation.Deliveries.Count);
        Assert.Equal(acknowledged[^1], reservation.Status);
    }

    [Fact]
    public async Task Status_is_empty_before_the_first_acknowledgement()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("503:1");
        using var response = await concur.Send(SimulatedConcur.PostBack("RA"));

        var reservation = Assert.Single(concur.Received().Reservations);

        Assert.Equal(("", "no PostBack acknowledged yet"), (reservation.Status, reservation.StatusDescription));
    }

    [Fact]
    public async Task Received_endpoint_returns_all_reservations_or_one_as_JSON()
    {
        await using var concur = await SimulatedConcur.Start();
        (await concur.Send(SimulatedConcur.PostBack("RA"), 2)).Dispose();
        (await concur.Send("<a/>")).Dispose();

        var all = JsonNode.Parse(await concur.Http.GetStringAsync("/received"))!;
        var one = JsonNode.Parse(await concur.Http.GetStringAsync("/received/203121365"))!;
        using var unknown = await concur.Http.GetAsync("/received/999999999");

        Assert.Equal(
            ("confirmed", 1, 1),
            ((string)all["reservations"]![0]!["statusDescription"]!, (int)all["acknowledged"]!, (int)all["invalid"]!));
        Assert.Equal(("RA", true), ((string)one["status"]!, (bool)one["deliveries"]![0]!["acknowledged"]!));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Record_file_contains_each_message_and_its_response_while_the_server_runs()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var concur = await SimulatedConcur.Start(
                settings => settings with { RecordFile = file, Faults = FaultScript.Parse("error:1", seed: 1) });
            (await concur.Send(SimulatedConcur.PostBack("RA"), 2)).Dispose();
            (await concur.Send("<a/>")).Dispose();

            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            var lines = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!).ToList();

            var first = lines[0];
            Assert.Equal(["received", "responded", "received", "responded"], lines.Select(line => (string)line["event"]!));
            Assert.Equal(
                ("203121365", "RA", "error", 2),
                ((string)first["reservationId"]!, (string)first["status"]!, (string)first["response"]!, (int)first["version"]!));
            Assert.False((bool)lines[1]["acknowledged"]!);
            Assert.Equal(JsonValueKind.Array, lines[2]["problems"]!.GetValueKind());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Report_describes_each_reservation_and_the_totals()
    {
        await using var concur = await SimulatedConcur.Start();
        (await concur.Send(SimulatedConcur.PostBack("CD").Set("ConfNum", "4444"), 2)).Dispose();
        using var report = new StringWriter();

        ReceivedReport.Write(report, concur.Received());

        Assert.Contains(
            "203121365: CD change declined, the previous booking remains in force (Chris Miller, 2012-02-19T09:00:00, confirmation 4444",
            report.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 acknowledged, 0 duplicates, 0 out of order, 0 invalid", report.ToString(), StringComparison.Ordinal);
    }
}

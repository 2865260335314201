using System.Globalization;
using System.Text;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>A database in which the gateway has sold one ride, with no process on it: to be copied, filled and served again.</summary>
/// <param name="Connections">One for each fleet.</param>
/// <param name="ReplyBytes">The size of the gateway's reply to that sale.</param>
public sealed record PreparedDatabase(
    GatewayDatabase Database, IReadOnlyList<ConcurConnection> Connections, long Sold, int ReplyBytes)
{
    /// <summary>Time for the notification ledger, which is written after the reply.</summary>
    private static readonly TimeSpan UntilAllIsWritten = TimeSpan.FromSeconds(3);

    /// <param name="accepted">Whether the supplier has accepted it, so that a PostBack waits in the outbox.</param>
    /// <param name="fleets">The vendors, each with a fleet of its own.</param>
    public static async Task<PreparedDatabase> Make(Run run, string name, bool accepted = false, int fleets = 1)
    {
        var database = await run.Databases.Create(name, run.Stopped);
        var gateway = await run.StartGateway(database);
        var connections = new List<ConcurConnection>();
        for (var fleet = 0; fleet < fleets; fleet++)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"LIMO{fleet}");
            connections.Add(await gateway.AddVendorWithConnection(run.Stopped, code));
        }
        var concur = connections[0];
        var reply = await concur.Post((await concur.PrepareSells(0, 1, run.Stopped))[0], run.Stopped);
        var sold = ConcurCalls.ReservationIn(reply);
        if (accepted)
            await gateway.Accept(sold, run.Stopped);
        await Task.Delay(UntilAllIsWritten, run.Stopped);
        gateway.Dispose();
        return new PreparedDatabase(
            database, connections, long.Parse(sold, CultureInfo.InvariantCulture), Encoding.UTF8.GetByteCount(reply));
    }

    public ConcurConnection Concur => Connections[0];

    /// <summary>The first connection on another gateway whose database contains it.</summary>
    public ConcurConnection On(Gateway gateway) => gateway.Again(Concur);

    /// <summary>All connections on such a gateway.</summary>
    public IReadOnlyList<ConcurConnection> AllOn(Gateway gateway) => [.. Connections.Select(gateway.Again)];
}

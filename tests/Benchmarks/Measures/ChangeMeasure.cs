using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Messages;
using GroundTransport.Benchmarks.Running;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>
/// What follows a sale: the supplier accepts it, Concur changes it, Concur cancels it. Against Sell on the same gateway: on SQLite they
/// share its commits.
/// </summary>
public static class ChangeMeasure
{
    private const int Callers = 16;

    private const string What = "Accept, Update and Cancel";

    public static Task Go(Run run) => run.OnBoth(What, async on =>
    {
        await Measure(on, "changes", "", under: []);
        if (on.Databases is not SqliteFiles)
            return;
        if (SlowFlush.IsInstalled)
            await Measure(on, "changes_flush", SlowFlush.Where, SlowFlush.Command);
        else
            on.Report.Line(What + SlowFlush.Missing);
    });

    private static async Task Measure(Run run, string name, string where, IReadOnlyList<string> under)
    {
        var database = await run.Databases.Create(name, run.Stopped);
        var gateway = await run.StartGateway(database, under: under);
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        string[] steps = ["Sell", "accept", "Update", "Cancel"];
        var loads = steps.ToDictionary(step => step, _ => new List<Load>());
        var sold = 0;
        Run.Print($"warming up: changes{where}");
        for (var warmed = 0; warmed < SellMeasure.WarmUpSells / steps.Length; warmed += run.Settings.Sells)
            await Turn();
        foreach (var step in steps)
            loads[step].Clear();
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            Run.Print($"changes{where}: round {round + 1} of {run.Settings.Rounds}");
            await Turn();
        }
        run.Report.Chapter($"{What} on {database.Provider}{where}",
            $"{run.Settings.Sells} of each in a turn, by {Callers} callers: the rides that the turn sold.");
        run.Report.Table(Rows.Headings, steps.Select(step => Rows.Of(step, loads[step])));
        run.Report.Table(["to Sell", "throughput"],
            steps.Skip(1).Select(step => new[] { step, Rows.Throughput(loads[step], loads["Sell"]).Text() }));
        gateway.Dispose();

        async Task Turn()
        {
            var sells = await concur.PrepareSells(sold, run.Settings.Sells, run.Stopped);
            var rides = new (string Reservation, int Number)[sells.Count];
            loads["Sell"].Add(await Drive(async index => rides[index] =
                (ConcurCalls.ReservationIn(await concur.Post(sells[index], run.Stopped)), sold + index)));
            loads["accept"].Add(await Drive(index => gateway.Accept(rides[index].Reservation, run.Stopped)));
            loads["Update"].Add(await Drive(index =>
                concur.Post(ConcurCalls.Update(rides[index].Reservation, rides[index].Number + 1), run.Stopped)));
            loads["Cancel"].Add(await Drive(index => concur.Post(ConcurCalls.Cancel(rides[index].Reservation), run.Stopped)));
            sold += sells.Count;
        }

        Task<Load> Drive(Func<int, Task> call) =>
            ClosedLoop.Run(Enumerable.Range(0, run.Settings.Sells), Callers, call, run.Stopped, gateway.Process);
    }
}

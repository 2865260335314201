using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using GroundTransport.Benchmarks.Databases;
using GroundTransport.Benchmarks.Reports;
using GroundTransport.Benchmarks.Running;
using GroundTransport.TestKit.Servers;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>How fast ten thousand due PostBacks are delivered to a Concur that takes 200 ms for each answer.</summary>
public static class BacklogMeasure
{
    private const int Due = 10_000;
    private const string Success =
        "<CC_LimoPostBackResponse><Success>Updated Trip Status successfully.</Success></CC_LimoPostBackResponse>";

    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(200);

    /// <summary>The first is the product as it comes; its rate grows while it delivers, so it is measured to the end.</summary>
    private static readonly (string Name, int? Max, int Delivered)[] Contenders = [("as it comes", null, Due), ("at most 8", 8, Due / 10)];

    public static async Task Go(Run run)
    {
        var prepared = await PreparedDatabase.Make(run, "backlog", accepted: true);
        var measured = Contenders.ToDictionary(contender => contender.Name, _ => new List<(double PerSecond, double Cpu)>());
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            foreach (var (name, max, delivered) in round % 2 == 0 ? Contenders : Contenders.Reverse())
            {
                Run.Print($"backlog: {name}: round {round + 1} of {run.Settings.Rounds}");
                measured[name].Add(await Deliver(run, prepared, $"backlog{round}-{max}", max, delivered));
            }
        }
        var (free, fixedAt8) = (measured[Contenders[0].Name], measured[Contenders[1].Name]);
        run.Report.Chapter("Backlog of PostBacks", $"{Due} are due, and each is answered after {AnswerTime.TotalMilliseconds} ms "
            + $"({prepared.Database.Provider}). As it comes: all of them; with `Concur:MaxConcurrentDeliveries` at 8: a tenth.");
        run.Report.Table(["", "rows a second", "server CPU µs a row"], measured.Select(contender => new[]
        {
            contender.Key, Statistic.Of(contender.Value.Select(one => one.PerSecond)).Text("0"),
            Statistic.Of(contender.Value.Select(one => one.Cpu)).Text("0"),
        }));
        run.Report.AtLeast(5, "Backlog of PostBacks at 200 ms an answer: rows a second to those of eight at a time",
            Statistic.OfRatios([.. free.Select(one => one.PerSecond)], [.. fixedAt8.Select(one => one.PerSecond)]));
    }

    private static async Task<(double PerSecond, double Cpu)> Deliver(
        Run run, PreparedDatabase prepared, string name, int? max, int delivered)
    {
        var database = await run.Databases.Copy(prepared.Database, name, run.Stopped);
        await Reservations.FillOutbox(database, prepared.Sold, Due, Due, run.Stopped);
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.Free()}/PostBack");
        var done = new TaskCompletionSource();
        var sent = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var began = 0L;
        await using var concur = await StartConcur(address, async correlationId =>
        {
            Interlocked.CompareExchange(ref began, Stopwatch.GetTimestamp(), 0);
            await Task.Delay(AnswerTime, run.Stopped);
            if (!sent.TryAdd(correlationId, true))
                done.TrySetException(new BenchmarkException($"A PostBack was sent twice: {correlationId}"));
            else if (sent.Count == delivered)
                done.TrySetResult();
        }, run.Stopped);
        Dictionary<string, string> settings = max is { } limit
            ? new() { ["GroundTransport__Concur__MaxConcurrentDeliveries"] = limit.ToString(CultureInfo.InvariantCulture) }
            : [];
        var gateway = await run.StartGateway(database, address, settings);
        var cpu = gateway.Process.Cpu;
        await done.Task.WaitAsync(TimeSpan.FromMinutes(5), run.Stopped);
        var (lasted, used) = (Stopwatch.GetElapsedTime(began), gateway.Process.Cpu - cpu);
        gateway.Dispose();
        return (delivered / lasted.TotalSeconds, used.TotalMicroseconds / delivered);
    }

    /// <param name="answer">Ends when the PostBack with this correlation id is to be answered.</param>
    private static async Task<WebApplication> StartConcur(Uri address, Func<string, Task> answer, CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add(address.GetLeftPart(UriPartial.Authority));
        app.MapPost(address.AbsolutePath, async (HttpContext context) =>
        {
            await answer(context.Request.Headers["concur-correlationid"].ToString());
            return Results.Text(Success, "application/xml");
        });
        await app.StartAsync(ct);
        return app;
    }
}

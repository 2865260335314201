using System.Globalization;
using System.Text;
using GroundTransport.Benchmarks.Loads;
using GroundTransport.Benchmarks.Reports;

namespace GroundTransport.Benchmarks.Measures;

/// <summary>Searches with the right password, alone and while somebody on the same address guesses it.</summary>
public static class GuessMeasure
{
    private const double RightPerSecond = 100, WrongPerSecond = 2000;

    /// <summary>The guessing begins before the measured calls and ends after them.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);

    public static async Task Go(Run run)
    {
        using var gateway = await run.StartGateway(await run.Databases.Create("guess", run.Stopped));
        var concur = await gateway.AddVendorWithConnection(run.Stopped);
        var right = concur.Searches;
        var user = Encoding.UTF8.GetString(Convert.FromBase64String(right.Authorization.Split(' ')[1])).Split(':')[0];
        var wrong = right with
        {
            Authorization = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:guess"))}",
            MayBeRefused = true,
        };
        await run.WarmUp([new Contender("gateway", gateway.Process, right)]);

        run.Report.Chapter("Guessing", string.Create(CultureInfo.InvariantCulture,
            $"{RightPerSecond} right searches a second, alone and beside {WrongPerSecond} with a wrong password from the same address. ")
            + "A right one that isn't answered 200 ends the measure. Latency counts from when a call was due.");
        List<Load> alone = [], attacked = [], guesses = [];
        for (var round = 0; round < run.Settings.Rounds; round++)
        {
            alone.Add(await Search());
            var guessing = OpenLoop.Run(gateway.Process, wrong, WrongPerSecond, run.Settings.Lasting + 2 * Margin, run.Stopped);
            await Task.Delay(Margin, run.Stopped);
            attacked.Add(await Search());
            guesses.Add(await guessing);
        }
        run.Report.Table(["constant rate", .. Rows.Headings[1..]],
            [Rows.Of("right, alone", alone), Rows.Of("right, beside guesses", attacked), Rows.Of("guesses", guesses)]);
        run.Report.AtMost(2, "Search beside 2,000 guesses a second, p99", Rows.P99(attacked, alone));

        Task<Load> Search() => OpenLoop.Run(gateway.Process, right, RightPerSecond, run.Settings.Lasting, run.Stopped);
    }
}

using ConcurSimulator.GatewayClients;

namespace ConcurSimulator.Booking;

/// <summary>A complete run: Concur's connection test, the travellers, an optional dispatcher, progress, and the report.</summary>
public static class BookingRun
{
    public static async Task<BookingStatistics> Execute(BookSettings settings, TextWriter output, bool isTerminal, CancellationToken ct)
    {
        var statistics = new BookingStatistics();
        var pacer = new Pacer(settings);
        using var gateway = new GatewayClient(settings.Gateway, settings.User, settings.Password, settings.Timeout);
        if (await gateway.TestConnection(ct) is { } status and not 200)
        {
            output.WriteLine($"The gateway's connection test failed with HTTP {status}. Check --gateway, --user and --password.");
            return statistics;
        }
        using var recorder = settings.RecordFile is null ? null : new OperationRecorder(settings.RecordFile);
        using var dispatch = settings.AdminKey is null ? null : new DispatchClient(settings.Gateway, settings.AdminKey, settings.Timeout);
        var travellers = new TravellerRunner(settings, gateway, statistics, pacer, recorder).Run(ct);
        var decisions = dispatch is null
            ? Task.CompletedTask
            : new Dispatcher(dispatch, settings.Seed, statistics, recorder).Run(travellers, ct);
        var work = Task.WhenAll(travellers, decisions);
        await new ProgressBar(output, isTerminal, pacer, statistics).Run(work);
        await work;
        BookingReport.Write(output, statistics, pacer.Elapsed);
        return statistics;
    }
}

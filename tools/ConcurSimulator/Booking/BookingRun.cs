namespace ConcurSimulator.Booking;

/// <summary>A whole run: Concur's own connection test, travellers, perhaps a dispatcher, progress, and the report.</summary>
public static class BookingRun
{
    public static async Task<Tally> Go(BookSettings settings, TextWriter output, bool isTerminal, CancellationToken ct)
    {
        var tally = new Tally();
        var pace = new Pace(settings);
        using var gateway = new GatewayClient(settings);
        if (await gateway.TestConnection(ct) is { } status and not 200)
        {
            output.WriteLine($"The gateway answers its connection test with HTTP {status}: no booking is tried. Check --gateway, --user and --password.");
            return tally;
        }
        using var file = settings.Keep is null ? null : new BookedFile(settings.Keep);
        using var admin = settings.AdminKey is null ? null : new AdminClient(settings, settings.AdminKey);
        var travellers = new Booker(settings, gateway, tally, pace, file).Run(ct);
        var decisions = admin is null ? Task.CompletedTask : new Dispatcher(admin, settings.Seed, tally, file).Run(travellers, ct);
        await new ProgressBar(output, isTerminal, pace, tally).Run(Task.WhenAll(travellers, decisions));
        await travellers;
        await decisions;
        TallyReport.Write(output, tally, pace);
        return tally;
    }
}

using ConcurSimulator.Heard;
using ConcurSimulator.PostBacks;
using GroundTransport.Simulator.Tests.Serving;

namespace GroundTransport.Simulator.Tests.Heard;

/// <summary>What counts as said before, and what as said too late.</summary>
public sealed class OrderTests
{
    [Fact]
    public async Task Same_change_again_after_its_acknowledgement_is_a_duplicate()
    {
        var heard = await Heard(("RA", 2), ("RA", 2));

        Assert.Equal((1, 0), (heard.Duplicates, heard.OutOfOrder));
    }

    [Fact]
    public async Task Same_content_without_a_number_is_a_duplicate()
    {
        var heard = await Heard(("RA", null), ("RA", null));

        Assert.Equal((1, 0), (heard.Duplicates, heard.OutOfOrder));
    }

    [Fact]
    public async Task Same_content_under_a_later_number_is_a_change_of_its_own()
    {
        var heard = await Heard(("CD", 4), ("CD", 6));

        Assert.Equal((0, 0), (heard.Duplicates, heard.OutOfOrder));
    }

    [Fact]
    public async Task Same_change_again_after_a_fault_is_no_duplicate()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { Faults = FaultScript.Parse("503:1", seed: 1) });
        for (var attempt = 0; attempt < 2; attempt++)
            (await concur.Tell(RunningConcur.PostBack("RA"), 2)).Dispose();

        Assert.Equal(0, concur.Server.Ledger.Read().Duplicates);
    }

    [Fact]
    public async Task Older_change_after_a_newer_one_is_out_of_order()
    {
        var heard = await Heard(("CA", 4), ("CD", 3));

        var delivery = Assert.Single(heard.Reservations).Deliveries[^1];
        Assert.Equal("change 3 (CD) came after change 4 (CA)", delivery.OutOfOrder);
        Assert.False(heard.IsFaultless);
    }

    [Fact]
    public async Task Older_change_that_repeats_the_newest_content_is_in_order()
    {
        // A replay by hand: what was given up goes again under its number, with the present state.
        var heard = await Heard(("XA", 5), ("XA", 3));

        Assert.Equal((1, 0), (heard.Duplicates, heard.OutOfOrder));
    }

    [Fact]
    public async Task Status_that_cannot_follow_is_out_of_order()
    {
        var heard = await Heard(("XA", null), ("RA", null));

        Assert.Equal("RA can't follow XA", Assert.Single(heard.Reservations).Deliveries[^1].OutOfOrder);
    }

    [Fact]
    public async Task Order_is_judged_by_what_arrived_even_where_it_met_a_fault()
    {
        await using var concur = await RunningConcur.Start(settings => settings with { Faults = FaultScript.Parse("503:1", seed: 1) });
        foreach (var (status, change) in new[] { ("CA", 4), ("RA", 2) })
            (await concur.Tell(RunningConcur.PostBack(status), change)).Dispose();

        Assert.Equal(1, concur.Server.Ledger.Read().OutOfOrder);
    }

    [Fact]
    public async Task Reservations_are_judged_apart()
    {
        await using var concur = await RunningConcur.Start();
        (await concur.Tell(RunningConcur.PostBack("XA", "111111111"), 4)).Dispose();
        (await concur.Tell(RunningConcur.PostBack("RA", "222222222"), 2)).Dispose();

        var heard = concur.Server.Ledger.Read();

        Assert.Equal(["XA", "RA"], heard.Reservations.Select(reservation => reservation.Status));
        Assert.Equal(0, heard.OutOfOrder);
    }

    private static async Task<HeardSoFar> Heard(params (string Status, int? Change)[] told)
    {
        await using var concur = await RunningConcur.Start();
        foreach (var (status, change) in told)
            (await concur.Tell(RunningConcur.PostBack(status), change)).Dispose();
        return concur.Server.Ledger.Read();
    }
}

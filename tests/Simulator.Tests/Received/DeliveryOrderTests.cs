using ConcurSimulator.Received;
using GroundTransport.Simulator.Tests.Fixtures;

namespace GroundTransport.Simulator.Tests.Received;

/// <summary>Which deliveries are duplicates, and which are out of order.</summary>
public sealed class DeliveryOrderTests
{
    [Fact]
    public async Task Same_version_after_its_acknowledgement_is_a_duplicate()
    {
        var received = await Receive(("RA", 2), ("RA", 2));

        Assert.Equal((1, 0), (received.Duplicates, received.OutOfOrder));
    }

    [Fact]
    public async Task Same_content_without_a_version_is_a_duplicate()
    {
        var received = await Receive(("RA", null), ("RA", null));

        Assert.Equal((1, 0), (received.Duplicates, received.OutOfOrder));
    }

    [Fact]
    public async Task Same_content_with_a_later_version_is_not_a_duplicate()
    {
        var received = await Receive(("CD", 4), ("CD", 6));

        Assert.Equal((0, 0), (received.Duplicates, received.OutOfOrder));
    }

    [Fact]
    public async Task Same_version_after_a_fault_is_not_a_duplicate()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("503:1");
        for (var attempt = 0; attempt < 2; attempt++)
            (await concur.Send(SimulatedConcur.PostBack("RA"), 2)).Dispose();

        Assert.Equal(0, concur.Received().Duplicates);
    }

    [Fact]
    public async Task Older_version_after_a_newer_one_is_out_of_order()
    {
        var received = await Receive(("CA", 4), ("CD", 3));

        var delivery = Assert.Single(received.Reservations).Deliveries[^1];
        Assert.Equal("version 3 (CD) arrived after version 4 (CA)", delivery.OrderViolation);
        Assert.False(received.Passed);
    }

    [Fact]
    public async Task Older_version_with_the_newest_content_is_in_order()
    {
        // A manual replay sends the current state with the version of the PostBack that was given up.
        var received = await Receive(("XA", 5), ("XA", 3));

        Assert.Equal((1, 0), (received.Duplicates, received.OutOfOrder));
    }

    [Fact]
    public async Task Status_that_cannot_follow_is_out_of_order()
    {
        var received = await Receive(("XA", null), ("RA", null));

        Assert.Equal("RA can't follow XA", Assert.Single(received.Reservations).Deliveries[^1].OrderViolation);
    }

    [Fact]
    public async Task Order_includes_deliveries_that_got_a_fault()
    {
        await using var concur = await SimulatedConcur.StartWithFaults("503:1");
        foreach (var (status, version) in new[] { ("CA", 4), ("RA", 2) })
            (await concur.Send(SimulatedConcur.PostBack(status), version)).Dispose();

        Assert.Equal(1, concur.Received().OutOfOrder);
    }

    [Fact]
    public async Task Order_is_separate_for_each_reservation()
    {
        await using var concur = await SimulatedConcur.Start();
        (await concur.Send(SimulatedConcur.PostBack("XA", "111111111"), 4)).Dispose();
        (await concur.Send(SimulatedConcur.PostBack("RA", "222222222"), 2)).Dispose();

        var received = concur.Received();

        Assert.Equal(["XA", "RA"], received.Reservations.Select(reservation => reservation.Status));
        Assert.Equal(0, received.OutOfOrder);
    }

    private static async Task<ReceivedSnapshot> Receive(params (string Status, int? Version)[] postBacks)
    {
        await using var concur = await SimulatedConcur.Start();
        foreach (var (status, version) in postBacks)
            (await concur.Send(SimulatedConcur.PostBack(status), version)).Dispose();
        return concur.Received();
    }
}

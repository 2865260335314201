using GroundTransport.Application.Delivery;
using Xunit;

namespace GroundTransport.Application.Tests.Delivery;

public sealed class ConcurrencyLimitTests
{
    private readonly ConcurrencyLimit limit = new(new ConcurrencyWindow(64, start: 64), maxPerDestination: 8);

    [Fact]
    public void Claim_that_may_bring_one_destination_only_takes_no_more_than_that_may_have()
    {
        Assert.Equal(8, limit.NextClaim.AtMost);

        Begin("busiest", 5);
        Begin("other", 2);

        Assert.Equal(3, limit.NextClaim.AtMost);
        Assert.Empty(limit.NextClaim.Busy);
    }

    [Fact]
    public void Destination_that_has_all_it_may_have_gets_none_until_one_ends()
    {
        Begin("full", 8);

        Assert.Equal((8, "full"), (limit.NextClaim.AtMost, Assert.Single(limit.NextClaim.Busy)));
        limit.End("full");
        Assert.Equal(1, limit.NextClaim.AtMost);
        Assert.Empty(limit.NextClaim.Busy);
    }

    [Fact]
    public void Claim_takes_no_more_than_the_window_has_room_for()
    {
        for (var destination = 0; destination < 10; destination++)
            Begin($"{destination}", 6);

        Assert.Equal((4, 2), (limit.Free, limit.NextClaim.AtMost));
        Begin("another", 3);
        Assert.Equal((1, 1), (limit.Free, limit.NextClaim.AtMost));
    }

    [Fact]
    public void Limit_that_was_halved_has_no_room_until_enough_have_ended()
    {
        var adaptive = new ConcurrencyLimit(new ConcurrencyWindow(64));
        for (var message = 0; message < 8; message++)
            adaptive.Begin("demo");

        adaptive.RecordAnswer(0, WindowEffect.Halve);

        Assert.Equal((4, 0, 0), (adaptive.Size, adaptive.Free, adaptive.NextClaim.AtMost));
        for (var message = 0; message < 5; message++)
            adaptive.End("demo");
        Assert.Equal((1, 1), (adaptive.Free, adaptive.NextClaim.AtMost));
    }

    private void Begin(string destination, int messages)
    {
        for (var message = 0; message < messages; message++)
            limit.Begin(destination);
    }
}

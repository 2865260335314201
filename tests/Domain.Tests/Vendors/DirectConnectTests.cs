using GroundTransport.Domain.Vendors;
using GroundTransport.TestKit;

namespace GroundTransport.Domain.Tests.Vendors;

public class DirectConnectTests
{
    private static readonly DirectConnect Connect = new()
    {
        Id = "demo",
        Name = "Demo",
        UserName = "demo",
        PasswordHash = [],
        TokenHash = [],
        VendorCodes = ["LML", "XYZ"],
    };

    [Fact]
    public void PostBacks_are_enabled_by_default() => Assert.True(Connect.PostBackEnabled);

    [Theory]
    [InlineData("LML", true)]
    [InlineData("XYZ", true)]
    [InlineData("lml", false)]
    [InlineData("ABC", false)]
    public void MaySell_is_true_for_the_connections_vendors_only(string vendorCode, bool maySell) =>
        Assert.Equal(maySell, Connect.MaySell(vendorCode));

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void Secrets_before_a_rotation_are_accepted_until_their_time_is_over_and_the_new_ones_always(int seconds, bool accepted)
    {
        var now = TestClock.Now;
        var previous = new PreviousSecrets([1], [2], now.AddSeconds(-seconds));
        var rotated = Connect with { PasswordHash = [3], TokenHash = [4], Previous = previous };

        Assert.Equal((accepted, accepted), (rotated.AcceptsPassword([1], now), rotated.AcceptsToken([2], now)));
        Assert.Equal((true, true), (rotated.AcceptsPassword([3], now), rotated.AcceptsToken([4], now)));
        Assert.Equal((false, false), (rotated.AcceptsPassword([2], now), rotated.AcceptsToken([1], now)));
    }
}

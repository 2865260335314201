using GroundTransport.Domain.Vendors;

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
    public void Connection_that_says_nothing_else_takes_PostBacks() => Assert.True(Connect.PostBackEnabled);

    [Theory]
    [InlineData("LML", true)]
    [InlineData("XYZ", true)]
    [InlineData("lml", false)]
    [InlineData("ABC", false)]
    public void Connection_may_sell_the_vendors_that_it_names(string vendorCode, bool maySell) =>
        Assert.Equal(maySell, Connect.MaySell(vendorCode));
}

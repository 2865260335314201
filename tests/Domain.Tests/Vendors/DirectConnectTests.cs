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
    public void PostBacks_are_enabled_by_default() => Assert.True(Connect.PostBackEnabled);

    [Theory]
    [InlineData("LML", true)]
    [InlineData("XYZ", true)]
    [InlineData("lml", false)]
    [InlineData("ABC", false)]
    public void MaySell_is_true_for_the_connections_vendors_only(string vendorCode, bool maySell) =>
        Assert.Equal(maySell, Connect.MaySell(vendorCode));
}

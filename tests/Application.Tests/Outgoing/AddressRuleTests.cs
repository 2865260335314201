using System.Net;
using GroundTransport.Application.Outgoing;
using Xunit;

namespace GroundTransport.Application.Tests.Outgoing;

public sealed class AddressRuleTests
{
    private static readonly AddressRule Public = new(OutgoingSettings.None);

    [Theory]
    [InlineData("https://dispatch.example/hook")]
    [InlineData("https://dispatch.example:8443/hook?tenant=1")]
    [InlineData("https://8.8.8.8/")]
    [InlineData("https://[2606:4700::1111]/")]
    public void Public_https_address_is_accepted(string url) => Assert.Null(Public.Mistake(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dispatch.example")]
    [InlineData("ftp://dispatch.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://dispatch.example/")]
    [InlineData("https://user:secret@dispatch.example/")]
    [InlineData("https://dispatch.example/#part")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST./")]
    [InlineData("https://api.localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://172.16.0.1/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::7f00:1]/")]
    [InlineData("https://[2002:7f00:1::]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://224.0.0.1/")]
    [InlineData("https://255.255.255.255/")]
    public void Address_inside_or_without_encryption_is_refused(string? url) => Assert.NotNull(Public.Mistake(url));

    [Theory]
    [InlineData("http://dispatch.internal/hook", true)]
    [InlineData("https://DISPATCH.internal:9000/hook", true)]
    [InlineData("http://10.0.0.5:8080/hook", true)]
    [InlineData("http://10.0.0.5:8081/hook", false)]
    [InlineData("http://[fd00::5]:8080/hook", true)]
    [InlineData("http://[fd00::5]:8081/hook", false)]
    [InlineData("http://other.internal/hook", false)]
    [InlineData("https://user@dispatch.internal/hook", false)]
    public void Operator_allows_a_host_or_a_host_with_its_port(string url, bool accepted) =>
        Assert.Equal(
            accepted,
            new AddressRule(new OutgoingSettings(["dispatch.internal", "10.0.0.5:8080", "[fd00::5]:8080"])).Mistake(url) is null);

    [Theory]
    [InlineData("203.0.114.1", true)]
    [InlineData("203.0.113.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    public void Name_may_lead_only_to_public_addresses(string resolved, bool allowed) =>
        Assert.Equal(allowed, Public.Allows("dispatch.example", 443, IPAddress.Parse(resolved)));

    [Theory]
    [InlineData("dispatch.internal", true)]
    [InlineData("Dispatch.internal:443", true)]
    [InlineData("10.0.0.5:8080", true)]
    [InlineData("[fd00::5]:8080", true)]
    [InlineData("", false)]
    [InlineData("https://dispatch.internal", false)]
    [InlineData("dispatch.internal/hook", false)]
    [InlineData("user@dispatch.internal", false)]
    [InlineData("*.internal", false)]
    public void Allowed_host_is_a_host_and_nothing_else(string text, bool valid) => Assert.Equal(valid, OutgoingSettings.IsHost(text));

    [Fact]
    public void Name_that_the_operator_allows_may_lead_anywhere() =>
        Assert.True(new AddressRule(new OutgoingSettings(["dispatch.internal"])).Allows("dispatch.internal", 80, IPAddress.Loopback));
}

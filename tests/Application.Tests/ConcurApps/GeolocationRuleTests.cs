using GroundTransport.Application.ConcurApps;
using Xunit;

namespace GroundTransport.Application.Tests.ConcurApps;

/// <summary>Which addresses may be sent a client secret.</summary>
public sealed class GeolocationRuleTests
{
    [Theory]
    [InlineData("https://us.api.concursolutions.com", "https://us.api.concursolutions.com/")]
    [InlineData("https://us.api.Concursolutions.com/", "https://us.api.concursolutions.com/")]
    [InlineData("HTTPS://EMEA.API.CONCURSOLUTIONS.COM:443", "https://emea.api.concursolutions.com/")]
    [InlineData("https://app2.outtask.com", "https://app2.outtask.com/")]
    public void Base_on_Concurs_domains_is_allowed(string geolocation, string expected) =>
        Assert.Equal(new Uri(expected), new GeolocationRule().Base(geolocation));

    [Theory]
    [InlineData("http://us.api.concursolutions.com")]
    [InlineData("https://us.api.concursolutions.com:8443")]
    [InlineData("https://us.api.concursolutions.com:80")]
    [InlineData("https://us.api.concursolutions.com/oauth2")]
    [InlineData("https://us.api.concursolutions.com//evil.example")]
    [InlineData("https://us.api.concursolutions.com?x=1")]
    [InlineData("https://us.api.concursolutions.com#x")]
    [InlineData("https://user@us.api.concursolutions.com")]
    [InlineData("https://us.api.concursolutions.com@evil.example")]
    [InlineData("https://us.api.concursolutions.com:x@evil.example")]
    [InlineData("https://evil.example\\.concursolutions.com")]
    [InlineData("https://evil.example/.concursolutions.com")]
    [InlineData("https://evil.example%2f.concursolutions.com")]
    [InlineData("https://evil.example\u3002concursolutions.com")]
    [InlineData("https://us.api.concurſolutions.com")]
    [InlineData("https://us.api.concursolutions.com.evil.example")]
    [InlineData("https://evilconcursolutions.com")]
    [InlineData("https://concursolutions.com")]
    [InlineData("https://.concursolutions.com")]
    [InlineData("https://us.api.concursolutions.com.")]
    [InlineData("https://us.api.concursolutions.com\n")]
    [InlineData(" https://us.api.concursolutions.com")]
    [InlineData("https://us.api.concursolutions.com:99999")]
    [InlineData("https:us.api.concursolutions.com")]
    [InlineData("//us.api.concursolutions.com")]
    [InlineData("us.api.concursolutions.com")]
    [InlineData("ftp://us.api.concursolutions.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://cn.api.concurcdc.cn")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://localhost:5055")]
    [InlineData("https://[::1]")]
    [InlineData("/oauth2/v0/token")]
    [InlineData("")]
    public void Base_on_another_domain_or_in_disguise_is_refused(string geolocation) =>
        Assert.Null(new GeolocationRule().Base(geolocation));

    [Theory]
    [InlineData("cn.api.concurcdc.cn", "https://cn.api.concurcdc.cn", true)]
    [InlineData("cn.api.concurcdc.cn", "https://www-cn.api.concurcdc.cn", false)]
    [InlineData("*.concurcdc.cn", "https://www-cn.api.concurcdc.cn", true)]
    [InlineData("*.concurcdc.cn", "https://concurcdc.cn", false)]
    [InlineData("CN.api.concurcdc.cn", "https://cn.API.concurcdc.cn", true)]
    [InlineData("concur.test:8443", "https://concur.test:8443", true)]
    [InlineData("concur.test:8443", "https://concur.test", false)]
    [InlineData("concur.test", "https://concur.test:8443", false)]
    [InlineData("concur.test", "http://concur.test", false)]
    [InlineData("127.0.0.1:5055", "http://127.0.0.1:5055", true)]
    [InlineData("127.0.0.1:5055", "https://127.0.0.1:5055", true)]
    [InlineData("127.0.0.1:5055", "http://127.0.0.1:5056", false)]
    [InlineData("localhost", "http://localhost", true)]
    [InlineData("10.0.0.5", "http://10.0.0.5", false)]
    public void Listed_host_is_allowed_with_its_port_and_without_TLS_on_loopback_only(string entry, string geolocation, bool allowed)
    {
        Assert.Null(GeolocationRule.Mistake(entry));
        Assert.Equal(allowed, new GeolocationRule(entry).Base(geolocation) is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("*.*.com")]
    [InlineData("emea.*.com")]
    [InlineData("https://concur.test")]
    [InlineData("concur.test/")]
    [InlineData("concur.test:")]
    [InlineData("concur.test\n")]
    [InlineData("user@concur.test")]
    public void Entry_that_isnt_a_host_is_a_mistake_and_allows_nothing(string entry)
    {
        Assert.NotNull(GeolocationRule.Mistake(entry));
        Assert.Null(new GeolocationRule(entry).Base("https://concur.test"));
    }

    [Theory]
    [InlineData("https://us.api.concursolutions.com", "https://emea.api.concursolutions.com")]
    [InlineData("https://emea.api.concursolutions.com", "https://us.api.concursolutions.com")]
    [InlineData("https://www-us.api.concursolutions.com", "https://www-emea.api.concursolutions.com")]
    [InlineData("https://emea-impl.api.concursolutions.com", "https://us-impl.api.concursolutions.com")]
    [InlineData("https://usg.api.concursolutions.com", null)]
    [InlineData("https://cn.api.concurcdc.cn", null)]
    public void OtherThan_pairs_us_with_emea_and_no_other_data_centre(string dataCentre, string? other) =>
        Assert.Equal(other is null ? null : new Uri(other), DataCentres.UsAndEmea.OtherThan(new Uri(dataCentre)));

    [Fact]
    public void OtherThan_gives_a_data_centre_that_may_be_called()
    {
        foreach (var name in new[] { "us", "emea", "www-us", "www-emea", "us-impl", "emea-impl", "www-us-impl", "www-emea-impl" })
        {
            var other = DataCentres.UsAndEmea.OtherThan(new Uri($"https://{name}.api.concursolutions.com"))!;
            Assert.NotNull(new GeolocationRule().Base(other.OriginalString));
        }
    }
}

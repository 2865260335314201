using GroundTransport.Application.PostBacks;
using Xunit;

namespace GroundTransport.Application.Tests.PostBacks;

public class PostBackSettingsTests
{
    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        var settings = new PostBackSettings();

        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(5)), (settings.Timeout, settings.RetryAfter));
        Assert.Equal(
            (TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(30), TimeSpan.FromHours(1)),
            (settings.DriftAfter, settings.SweepEvery, settings.SupersedeAfter));
    }

    [Theory]
    [InlineData(600, 240, 60, 7200)]
    [InlineData(30, 12, 3, 360)]
    [InlineData(1, 2, 1, 12)]
    public void Delays_scale_with_RetryAfter_down_to_their_minimum(int retryAfter, int driftAfter, int sweepEvery, int supersedeAfter)
    {
        var settings = new PostBackSettings { RetryAfter = TimeSpan.FromSeconds(retryAfter) };

        Assert.Equal(
            (TimeSpan.FromSeconds(driftAfter), TimeSpan.FromSeconds(sweepEvery), TimeSpan.FromSeconds(supersedeAfter)),
            (settings.DriftAfter, settings.SweepEvery, settings.SupersedeAfter));
    }

    [Theory]
    [InlineData(60, 130)]
    [InlineData(2, 14)]
    public void Lease_is_longer_than_two_timeouts(int timeout, int lease) =>
        Assert.Equal(TimeSpan.FromSeconds(lease), new PostBackSettings { Timeout = TimeSpan.FromSeconds(timeout) }.Lease);

    [Theory]
    [InlineData("https://concur.example/api/tws/v1.0/Limo/PostBack", "concur.example")]
    [InlineData(null, "nowhere")]
    public void Text_contains_the_host_and_the_scheme_and_never_a_secret(string? url, string host)
    {
        var settings = new PostBackSettings
        {
            Url = url is null ? null : new Uri(url),
            Scheme = PostBackScheme.Bearer,
            Token = "secret-token",
            User = "secret-user",
            Password = "secret-password",
        };

        Assert.Contains(host, settings.ToString(), StringComparison.Ordinal);
        Assert.Contains("Bearer", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", settings.ToString(), StringComparison.Ordinal);
    }
}

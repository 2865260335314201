using GroundTransport.Application.Outbox;
using GroundTransport.Application.Webhooks;
using Xunit;

namespace GroundTransport.Application.Tests.Webhooks;

public sealed class WebhookRetryScheduleTests
{
    private static readonly WebhookAnswer Failed = new(500, "HTTP 500");

    [Fact]
    public void Failed_delivery_is_tried_nine_times_over_65_and_a_half_hours_then_given_up()
    {
        var waits = Enumerable.Range(0, 8).Select(attempts => WebhookRetrySchedule.After(attempts, Failed, new(), 0).Wait).ToList();

        Assert.Equal(
            [
                TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
                TimeSpan.FromHours(10), TimeSpan.FromDays(1), TimeSpan.FromDays(1),
            ],
            waits);
        Assert.Equal(65.6, waits.Sum(wait => wait.TotalHours), 0.05);
        Assert.Equal(DeliveryState.Dead, WebhookRetrySchedule.After(8, Failed, new(), 0).State);
    }

    [Fact]
    public void Every_delay_scales_with_the_configured_RetryAfter()
    {
        var settings = new WebhookSettings { RetryAfter = TimeSpan.FromSeconds(1) };

        Assert.Equal(TimeSpan.FromMinutes(6), WebhookRetrySchedule.After(2, Failed, settings, 0).Wait);
        Assert.Equal(TimeSpan.FromDays(1), settings.DisableAfter);
    }

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(0, 1, 5)]
    [InlineData(2, 60, 1800)]
    public void Retry_After_of_the_endpoint_only_lengthens_the_wait(int attempts, int asked, int seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            WebhookRetrySchedule.After(attempts, Failed with { RetryAfter = TimeSpan.FromSeconds(asked) }, new(), 0).Wait);

    [Fact]
    public void Jitter_never_shortens_a_wait() =>
        Assert.InRange(WebhookRetrySchedule.After(0, Failed, new(), 1).Wait, TimeSpan.FromSeconds(5.4), TimeSpan.FromSeconds(5.6));

    [Theory]
    [InlineData(200, DeliveryState.Delivered)]
    [InlineData(204, DeliveryState.Delivered)]
    [InlineData(301, DeliveryState.Pending)]
    [InlineData(400, DeliveryState.Pending)]
    [InlineData(410, DeliveryState.Dead)]
    [InlineData(0, DeliveryState.Pending)]
    public void Only_2xx_is_delivered_and_only_410_ends_it_at_once(int status, DeliveryState expected) =>
        Assert.Equal(expected, WebhookRetrySchedule.After(0, new WebhookAnswer(status, ""), new(), 0).State);
}

using System.Net;
using System.Text.Json.Nodes;
using ConcurSimulator.Webhooks;
using static GroundTransport.Simulator.Tests.Fixtures.WebhookListener;

namespace GroundTransport.Simulator.Tests.Webhooks;

/// <summary>How deliveries are checked, answered and reported.</summary>
public sealed class WebhookServerTests
{
    private const string OtherSecret = "whsec_plJ3nmyCDGBKInavdOK15jsl";

    [Fact]
    public async Task Events_in_order_are_in_order()
    {
        await using var listener = await Start();
        await listener.Send("evt_1", "111", 1);
        await listener.Send("evt_2", "222", 1);
        await listener.Send("evt_3", "111", 2);

        Assert.All(listener.Received, delivery => Assert.Equal((200, true, false, 0, null), (delivery.Status, delivery.IsValid,
            delivery.IsRepeat, delivery.MissingVersions, delivery.OrderViolation)));
        Assert.True(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Older_version_after_a_newer_one_is_out_of_order()
    {
        await using var listener = await Start();
        await listener.Send("evt_2", "111", 2);
        await listener.Send("evt_1", "111", 1);

        Assert.Equal("version 1 arrived after version 2", listener.Received[1].OrderViolation);
        Assert.False(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Same_version_of_another_event_is_in_order()
    {
        await using var listener = await Start();
        await listener.Send("evt_requested", "111", 1);
        await listener.Send("evt_deadlineNear", "111", 1);

        Assert.True(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Acknowledged_event_that_arrives_again_is_a_repeat_and_in_order()
    {
        await using var listener = await Start();
        await listener.Send("evt_1", "111", 1);
        await listener.Send("evt_2", "111", 2);
        await listener.Send("evt_1", "111", 1);

        Assert.Equal([false, false, true], listener.Received.Select(delivery => delivery.IsRepeat));
        Assert.True(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Retry_of_a_refused_delivery_is_no_repeat_and_must_not_be_overtaken()
    {
        await using var listener = await Start(settings => settings with { Status = 503, Times = 2 });
        HttpStatusCode[] answers =
        [
            await listener.Send("evt_1", "111", 1), await listener.Send("evt_1", "111", 1), await listener.Send("evt_1", "111", 1),
        ];
        await listener.Send("evt_2", "222", 2);
        await listener.Send("evt_1b", "222", 1);

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], answers);
        Assert.DoesNotContain(listener.Received, delivery => delivery.IsRepeat);
        Assert.NotNull(listener.Received[^1].OrderViolation);
    }

    [Fact]
    public async Task Versions_that_did_not_arrive_are_counted()
    {
        await using var listener = await Start();
        await listener.Send("evt_2", "111", 2);
        await listener.Send("evt_5", "111", 5);

        Assert.Equal([0, 2], listener.Received.Select(delivery => delivery.MissingVersions));
        Assert.True(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Delivery_with_two_signatures_is_valid_by_either_secret()
    {
        await using var listener = await Start();

        Assert.Equal(HttpStatusCode.OK, await listener.Send("evt_1", Event("evt_1", "111", 1), [OtherSecret, Secret]));
        Assert.Equal(HttpStatusCode.BadRequest, await listener.Send("evt_2", Event("evt_2", "111", 2), [OtherSecret]));
        Assert.Equal("no signature is that of the secret", listener.Received[1].Message.Problems.Single());
    }

    [Fact]
    public async Task Changed_body_is_invalid()
    {
        await using var listener = await Start();

        Assert.Equal(HttpStatusCode.BadRequest, await listener.Send("evt_1", Event("evt_1", "111", 1), sent: Event("evt_1", "111", 2)));
        Assert.False(WebhookReport.Passed(listener.Received));
    }

    [Fact]
    public async Task Delivery_that_was_signed_long_ago_is_invalid()
    {
        await using var listener = await Start();

        Assert.Equal(
            HttpStatusCode.BadRequest, await listener.Send("evt_1", Event("evt_1", "111", 1), age: TimeSpan.FromMinutes(6)));
    }

    [Theory]
    [InlineData("evt_1", """{"id":"evt_2","type":"reservation.accepted","reservation":"111","version":1}""")]
    [InlineData("evt_1", """{"id":"evt_1"}""")]
    [InlineData("evt_1", "[]")]
    [InlineData("evt_1", "<event/>")]
    public async Task Signed_body_that_is_not_the_event_is_invalid(string id, string body)
    {
        await using var listener = await Start();

        Assert.Equal(HttpStatusCode.BadRequest, await listener.Send(id, body));
    }

    [Fact]
    public async Task Event_without_a_reservation_is_valid()
    {
        await using var listener = await Start();

        Assert.Equal(HttpStatusCode.OK,
            await listener.Send("evt_1", """{"id":"evt_1","type":"webhook.test","reservation":null,"version":null}"""));
    }

    [Fact]
    public async Task Record_contains_what_verifies_the_signature_again()
    {
        var file = Path.GetTempFileName();
        await using (var listener = await Start(settings => settings with { RecordFile = file }))
            await listener.Send("evt_1", "111", 1);
        var line = JsonNode.Parse(Assert.Single(await File.ReadAllLinesAsync(file)))!;
        File.Delete(file);

        Assert.True(WebhookSignature.IsSignedWith(Secret, (string)line["webhookId"]!, (string)line["webhookTimestamp"]!,
            (string)line["webhookSignature"]!, System.Text.Encoding.UTF8.GetBytes((string)line["body"]!)));
    }

    [Fact]
    public async Task Line_and_report_say_what_is_normal_and_what_is_not()
    {
        await using var listener = await Start();
        await listener.Send("evt_1", "111", 1);
        await listener.Send("evt_3", "111", 3);
        await listener.Send("evt_3", "111", 3);
        await listener.Send("evt_2", "111", 2);
        await listener.Send("evt_4", Event("evt_4", "111", 4), [OtherSecret]);
        var report = new StringWriter();

        WebhookReport.Write(report, listener.Received);

        Assert.Equal(
            [
                "12:00:00.000 evt_1 reservation.accepted 111 version 1 -> 200",
                "12:00:00.000 evt_3 reservation.accepted 111 version 3 -> 200 (versions missing: 1)",
                "12:00:00.000 evt_3 reservation.accepted 111 version 3 -> 200 (repeated: normal, delivery is at least once)",
                "12:00:00.000 evt_2 reservation.accepted 111 version 2 -> 200 (OUT OF ORDER: version 2 arrived after version 3)",
                "12:00:00.000 evt_4  -> 400 (INVALID: no signature is that of the secret)",
            ],
            listener.Received.Select(WebhookReport.Format));
        Assert.Equal("5 deliveries of 3 events about 1 reservations: 1 repeated, 1 versions missing, 1 out of order, 1 invalid.",
            report.ToString().Trim());
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_", false)]
    [InlineData("whsec_?", false)]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", false)]
    public void Secret_is_checked_at_the_start(string text, bool isSecret) => Assert.Equal(isSecret, ListenSettings.IsSecret(text));
}

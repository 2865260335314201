using System.Net;
using System.Text.RegularExpressions;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.PostBacks;

namespace GroundTransport.Api.Tests.Console;

/// <summary>The page Deliveries: why a PostBack was given up, retries of one and of all, and drift.</summary>
public sealed class DeliveriesTests : IAsyncLifetime
{
    private const string Attack = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>";
    private readonly PostBackServer postBacks = new();
    private readonly RunningGateway gateway;
    private ConsoleBrowser browser = null!;

    public DeliveriesTests() => gateway = new RunningGateway(postBacks.Url);

    public async ValueTask InitializeAsync()
    {
        await postBacks.Start();
        gateway.Start();
        browser = await ConsoleBrowser.SignedIn(gateway);
    }

    public async ValueTask DisposeAsync()
    {
        browser?.Dispose();
        gateway.Dispose();
        await postBacks.DisposeAsync();
    }

    [Fact]
    public async Task PostBack_that_was_given_up_says_why_and_is_retried_alone_or_with_all()
    {
        var ids = new[] { await GivenUp(), await GivenUp(), await GivenUp() };
        var page = await browser.Get("/console/deliveries?state=dead");
        var ride = await browser.Get($"/console/rides/{ids[0]}");

        Assert.All(ids, id => Assert.Contains(id, page, StringComparison.Ordinal));
        Assert.Contains("HTTP 422", page, StringComparison.Ordinal);
        await Retry(ride, Regex.Match(ride, $"action=\"(/console/rides/{ids[0]}/post-backs/\\d+/retry)\"").Groups[1].Value, "queued again");
        Assert.Equal(ids[0], (await postBacks.Next()).Message["ReservationID"]);
        await Retry(page, Regex.Match(page, "action=\"(/console/deliveries/post-backs/\\d+/retry)\"").Groups[1].Value, "Queued again");
        var one = (await postBacks.Next()).Message["ReservationID"];
        await Retry(page, "/console/deliveries/post-backs/retry", "1 queued again.");
        var rest = (await postBacks.Next()).Message["ReservationID"];

        Assert.Equal(ids[1..].Order(), new[] { one, rest }.Order());
        Assert.True(postBacks.HasNoFurtherPostBack);
    }

    [Fact]
    public async Task Ride_that_Concur_isnt_notified_of_is_listed_under_drift_until_it_is()
    {
        await postBacks.Stop();
        var id = await Booking.BookAndAccept(gateway);

        var behind = await browser.Get("/console/deliveries/drift");
        await postBacks.Start();
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        await gateway.Send(new DeliverPostBacks());
        await postBacks.Next();
        await Until("/console/deliveries/drift", page => page.Contains("Concur is up to date", StringComparison.Ordinal));

        Assert.Contains($"id=\"r{id}\"", behind, StringComparison.Ordinal);
        Assert.Contains("Wed 6 Mar 10:00 New York", behind, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_of_Concur_is_never_markup()
    {
        var answer = WebUtility.HtmlEncode(Attack).Replace("&#39;", "&apos;", StringComparison.Ordinal);
        postBacks.Responses.Enqueue((200, $"<CC_LimoPostBackResponse><Error>{answer}</Error></CC_LimoPostBackResponse>"));
        var id = await Booking.BookAndAccept(gateway);
        await postBacks.Next();
        await Until("/console/deliveries", page => page.Contains("onerror", StringComparison.Ordinal));

        foreach (var path in new[] { "/console/deliveries", $"/console/rides/{id}" })
        {
            var page = await browser.Get(path);
            Assert.Contains("onerror", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        }
    }

    private async Task<string> GivenUp()
    {
        postBacks.Responses.Enqueue((422, ""));
        var id = await Booking.BookAndAccept(gateway);
        await postBacks.Next();
        await Until("/console/deliveries?state=dead", page => page.Contains(id, StringComparison.Ordinal));
        return id;
    }

    private async Task Retry(string page, string path, string done)
    {
        using var answer = await browser.Post(path, page);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains(done, await browser.Get(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    /// <summary>Waits for what is stored after Concur's answer.</summary>
    private async Task Until(string path, Func<string, bool> isSo)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!isSo(await browser.Get(path)))
            timeout.Token.ThrowIfCancellationRequested();
    }
}

using System.Net;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.TestKit;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Supplier;

/// <summary>A GET whose answer is known already is 304; everything else that a GET shows changes its tag.</summary>
public sealed class ConditionalGetTests : IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Theory]
    [InlineData("/reservations")]
    [InlineData("/reservations/{0}")]
    [InlineData("/reservations/{0}/history")]
    [InlineData("/reservations/{0}/sell-formats/sabre")]
    [InlineData("/vendors/LML/rate-plan")]
    public async Task Get_of_what_is_known_is_304_without_a_body(string path)
    {
        var id = await BookAndAccept(gateway);
        await UntilNotified(id);
        path = string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id);
        var (status, tag, body) = await Get(path);
        var again = await Get(path, tag);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotEqual("", body);
        Assert.Equal((HttpStatusCode.NotModified, tag, ""), again);
    }

    [Fact]
    public async Task Tag_changes_with_the_version_and_with_what_the_time_permits()
    {
        var id = await Book(gateway);
        var sold = await Get($"/reservations/{id}");
        await RunAction(gateway, id, "accept");
        var accepted = await Get($"/reservations/{id}", sold.Tag);
        gateway.Clock.Advance(TimeSpan.FromHours(52));
        var passed = await Get($"/reservations/{id}", accepted.Tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (accepted.Status, passed.Status));
        Assert.StartsWith("\"1.", sold.Tag, StringComparison.Ordinal);
        Assert.StartsWith("\"2.", accepted.Tag, StringComparison.Ordinal);
        Assert.StartsWith("\"2.", passed.Tag, StringComparison.Ordinal);
        Assert.NotEqual(accepted.Tag, passed.Tag);
    }

    [Theory]
    [InlineData("{0}", 200)]
    [InlineData("W/{0}", 200)]
    [InlineData("\"1\"", 200)]
    [InlineData("\"2.5d41402a\"", 412)]
    public async Task Tag_of_a_get_names_the_version_of_a_decision(string ifMatch, int status)
    {
        var id = await Book(gateway);
        var (_, tag, _) = await Get($"/reservations/{id}");

        using var decided = await gateway.Dispatch(HttpMethod.Post, $"/reservations/{id}/accept",
            ifMatch: string.Format(System.Globalization.CultureInfo.InvariantCulture, ifMatch, tag));

        Assert.Equal(status, (int)decided.StatusCode);
    }

    private async Task<(HttpStatusCode Status, string Tag, string Body)> Get(string path, string? tag = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1" + path);
        request.Headers.Add("Authorization", "Bearer demo-admin-key");
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        using var answer = await gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The reply to the Sell is recorded a moment after it, and the reservation shows it.</summary>
    private Task UntilNotified(string id) => Poll.Until(async () =>
        !(await Get($"/reservations/{id}")).Body.Contains("\"by\":null", StringComparison.Ordinal));
}

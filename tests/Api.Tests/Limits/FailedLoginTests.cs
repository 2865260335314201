using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GroundTransport.Api.ConcurEndpoint;
using GroundTransport.Api.Limits;
using GroundTransport.Api.Tests.Gateway;
using GroundTransport.Application.Catalog;
using GroundTransport.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using static GroundTransport.Api.Tests.Gateway.Booking;

namespace GroundTransport.Api.Tests.Limits;

/// <summary>Guessing is slowed down, and whoever has the right secret doesn't notice.</summary>
[DatabaseIndependent]
public sealed class FailedLoginTests : IDisposable
{
    private readonly RunningGateway gateway = new RunningGateway().Start();

    public void Dispose() => gateway.Dispose();

    [Fact]
    public async Task Hundred_wrong_passwords_a_minute_are_401_then_429_and_the_right_one_is_served()
    {
        var message = Search(gateway);
        var unauthorized = await Repeat(FailedLogins.MaxPerMinute, () => Concur(message, "wrong-password"));

        using var tooMany = await Concur(message, "wrong-password");
        using var otherName = await gateway.Post(Encoding.UTF8.GetBytes(message.ToString()), "somebody", "wrong-password");
        using var right = await Concur(message, "concur-demo-password");

        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.InRange(tooMany.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        var body = await tooMany.Content.ReadAsStringAsync();
        Assert.StartsWith("<CC_LimoSearchReply", body, StringComparison.Ordinal);
        Assert.Equal("400", LimoMessage.Parse(body)["Error/ErrorCode"]);
        Assert.Equal(HttpStatusCode.Unauthorized, otherName.StatusCode);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("/system/v1.0/testconnection", "Basic Y29uY3VyLWRlbW86d3Jvbmc=", "Basic Y29uY3VyLWRlbW86Y29uY3VyLWRlbW8tcGFzc3dvcmQ=")]
    [InlineData("/system/v1.0/testconnection", "OAuth wrong-token", "OAuth concur-demo-token")]
    [InlineData("/api/v1/vendors", "Bearer wrong-key", "Bearer demo-admin-key")]
    public async Task Other_addresses_that_take_a_secret_have_the_same_limit(string path, string wrong, string right)
    {
        var unauthorized = await Repeat(FailedLogins.MaxPerMinute, () => Get(path, wrong));

        using var tooMany = await Get(path, wrong);
        using var served = await Get(path, right);

        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooMany.StatusCode);
        Assert.NotNull(tooMany.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Theory]
    [InlineData("/system/v1.0/testconnection")]
    [InlineData("/api/v1/vendors")]
    public async Task Call_without_credentials_guesses_nothing_and_has_no_limit(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, await Repeat(FailedLogins.MaxPerMinute + 10, () => Get(path, null)));

    [Fact]
    public async Task Failures_are_one_line_with_address_and_name_and_no_secret()
    {
        var message = Search(gateway);
        await Repeat(FailedLogins.MaxPerMinute, () => Concur(message, "wrong-password-4711"));
        (await Get("/api/v1/vendors", "Bearer unknown-key-4711")).Dispose();
        gateway.Services.GetRequiredService<FailedLogins>().LogSummary();
        gateway.Services.GetRequiredService<FailedLogins>().LogSummary();

        var warnings = gateway.Log.Lines.Where(line => line.StartsWith("Warning GroundTransport.Api", StringComparison.Ordinal)).ToList();
        Assert.All(warnings, line => Assert.Contains("Failed logins", line, StringComparison.Ordinal));
        // The timer's own line may have come in between.
        Assert.InRange(warnings.Count, 1, 3);
        Assert.Contains(warnings, line => line.Contains("127.0.0.1 as 'concur-demo'", StringComparison.Ordinal));
        Assert.Contains(warnings, line => line.Contains("127.0.0.1 as '(token)' 1", StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Contains("4711", StringComparison.Ordinal));
    }

    [Fact]
    public void Log_names_few_callers_and_none_can_forge_a_line()
    {
        var log = new CapturedLog();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var failed = new FailedLogins(new FakeClock(DateTimeOffset.UnixEpoch), loggers.CreateLogger<FailedLogins>());
        for (var i = 0; i < 1000; i++)
            failed.Count(IPAddress.Loopback, i.ToString(CultureInfo.InvariantCulture));
        failed.Count(IPAddress.Parse("192.0.2.1"), "forged\n{\"level\":\"x\"}");
        failed.Count(IPAddress.Parse("192.0.2.1"), new string('x', 1000));

        failed.LogSummary();

        var line = Assert.Single(log.Lines);
        Assert.Contains("Failed logins: 1002 in 10 seconds", line, StringComparison.Ordinal);
        Assert.InRange(line.Length, 1, 600);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void Unknown_user_costs_what_a_wrong_password_of_a_known_one_does()
    {
        var (catalog, now) = (gateway.Services.GetRequiredService<ICatalog>().Current, gateway.Clock.GetUtcNow());
        Assert.NotNull(ConcurCredentials.Find($"{RunningGateway.Basic("concur-demo", "concur-demo-password")}", catalog, now).Connect);
        var (known, unknown) = (long.MaxValue, long.MaxValue);
        for (var turn = 0; turn < 100; turn++)
        {
            known = Math.Min(known, Cost($"{RunningGateway.Basic("concur-demo", "wrong-password")}"));
            unknown = Math.Min(unknown, Cost($"{RunningGateway.Basic("nobody-here", "wrong-password")}"));
        }

        // The clock can't tell, but the hash of the password is an array: without it, less is allocated.
        Assert.Equal(known, unknown);

        long Cost(string authorization)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Null(ConcurCredentials.Find(authorization, catalog, now).Connect);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void IPv6_addresses_of_one_network_count_as_one_caller()
    {
        using var failed = new FailedLogins(TimeProvider.System, NullLogger<FailedLogins>.Instance);
        for (var i = 0; i < FailedLogins.MaxPerMinute; i++)
            Assert.Null(failed.Count(IPAddress.Parse($"2001:db8::{i:x}"), "concur-demo"));

        Assert.NotNull(failed.Count(IPAddress.Parse("2001:db8::ffff"), "concur-demo"));
        Assert.Null(failed.Count(IPAddress.Parse("2001:db8:0:1::1"), "concur-demo"));
    }

    private Task<HttpResponseMessage> Concur(LimoMessage message, string password) =>
        gateway.Post(Encoding.UTF8.GetBytes(message.ToString()), password: password);

    private async Task<HttpResponseMessage> Get(string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        return await gateway.Http.SendAsync(request);
    }

    /// <summary>The status that every call has.</summary>
    private static async Task<HttpStatusCode> Repeat(int times, Func<Task<HttpResponseMessage>> call)
    {
        var statuses = new HashSet<HttpStatusCode>();
        for (var i = 0; i < times; i++)
        {
            using var response = await call();
            statuses.Add(response.StatusCode);
        }
        return Assert.Single(statuses);
    }
}
